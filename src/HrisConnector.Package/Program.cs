using System;
using System.IO;
using System.Management.Automation;

namespace HrisConnector.Package;

/// <summary>
/// <c>stage &lt;built module&gt; &lt;changelog&gt; &lt;project address&gt; &lt;module folder&gt;</c> makes the module folder;
/// <c>pack &lt;module folder&gt; &lt;package&gt;</c> makes the package of it.
/// </summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        try
        {
            switch (arguments)
            {
                case ["stage", var built, var changelog, var projectUri, var target]:
                    ModuleFolder.Stage(built, changelog, projectUri, target);
                    return 0;
                case ["pack", var folder, var package]:
                    GalleryPackage.Write(folder, package);
                    return 0;
                default:
                    Console.Error.WriteLine("usage: stage <built module> <changelog> <project address> <module folder> | pack <module folder> <package>");
                    return 64;
            }
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException or ParseException)
        {
            Console.Error.WriteLine(fault.Message);
            return 1;
        }
    }
}
