namespace HrisConnector.Core.Intake.Sftp;

/// <summary>A file or folder of the server.</summary>
/// <param name="Path">Its full path there, without links.</param>
/// <param name="Stamp">Its size and time.</param>
/// <param name="Kind">What it is.</param>
internal sealed record RemoteFile(string Path, FileStamp Stamp, RemoteKind Kind)
{
    /// <summary>The last part of the path.</summary>
    public string Name => Path.Substring(Path.LastIndexOf('/') + 1);

    /// <summary>The path of something in this folder.</summary>
    public string Join(string name) => Path.TrimEnd('/') + "/" + name;
}
