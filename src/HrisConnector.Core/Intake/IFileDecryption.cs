using System.IO;
using System.Threading;
using HrisConnector.Core.Errors;

namespace HrisConnector.Core.Intake;

/// <summary>Decrypts received files.</summary>
internal interface IFileDecryption
{
    /// <summary>Decrypts a file. What was written is to be trusted only when this returns: till then nobody may read it.</summary>
    /// <param name="encrypted">The received file.</param>
    /// <param name="plain">A private file; whoever calls deletes it after a failure.</param>
    /// <param name="fileName">The name of the received file, for messages.</param>
    /// <param name="cancellationToken">Stops between two blocks.</param>
    /// <exception cref="HrisException">The file or the key cannot be used; the text of behaviour.md §3 is its first sentence.</exception>
    void Decrypt(Stream encrypted, Stream plain, string fileName, CancellationToken cancellationToken);
}
