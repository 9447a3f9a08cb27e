using System;

namespace HrisConnector.Core.Intake;

/// <summary>A users file that waits somewhere.</summary>
public sealed class SourceFile
{
    /// <summary>Makes a file of a source.</summary>
    /// <param name="source">The source.</param>
    /// <param name="name">The name, without a folder.</param>
    /// <param name="path">Where it is: a full path, or an address such as <c>sftp://host/upload/users.csv</c>.</param>
    /// <param name="stamp">What it was when it was found.</param>
    internal SourceFile(IFileSource source, string name, string path, FileStamp stamp = default)
    {
        Source = source;
        Name = name;
        Path = path;
        Stamp = stamp;
    }

    /// <summary>The name, without a folder.</summary>
    public string Name { get; }

    /// <summary>Where it is, for messages and error records: a full path, or an address such as <c>sftp://host/upload/users.csv</c>.</summary>
    public string Path { get; }

    /// <summary>Where it comes from.</summary>
    internal IFileSource Source { get; }

    /// <summary>What it was when it was found; the default for a file that was named.</summary>
    internal FileStamp Stamp { get; }

    /// <summary>A file of this machine that the caller names. It stays where it is, whatever the configuration says of its source's files.</summary>
    /// <param name="path">The full path.</param>
    /// <returns>The file.</returns>
    public static SourceFile AtPath(string path) =>
        new(LocalFiles.Instance, System.IO.Path.GetFileName(path ?? throw new ArgumentNullException(nameof(path))), path);

    /// <summary>The name.</summary>
    /// <returns>Text for messages.</returns>
    public override string ToString() => Name;
}
