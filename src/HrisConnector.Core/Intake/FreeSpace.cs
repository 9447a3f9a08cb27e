using System;
using System.IO;

namespace HrisConnector.Core.Intake;

/// <summary>How much room a disk has.</summary>
internal static class FreeSpace
{
    /// <summary>The free bytes of the disk of a folder; null when the system does not say, as for a share without a drive letter.</summary>
    public static long? Of(string folder)
    {
        try
        {
            return new DriveInfo(folder).AvailableFreeSpace;
        }
        catch (Exception e) when (e is ArgumentException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
