using System;
using System.IO;
using System.Linq;
using System.Text;

namespace HrisConnector.Help;

/// <summary>
/// <c>help &lt;folder of the pages&gt; &lt;folder of the help&gt;</c> makes the help; <c>errors [file]</c> writes the page of the errors, to the
/// output when no file is named.
/// </summary>
internal static class Program
{
    private const string CmdletsHelp = "HrisConnector.Cmdlets.dll-Help.xml";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private static int Main(string[] arguments)
    {
        try
        {
            switch (arguments)
            {
                case ["help", var pages, var target]:
                    MakeHelp(pages, target);
                    return 0;
                case ["errors"]:
                    Console.OutputEncoding = Utf8;
                    Console.Write(ErrorsPage.Text());
                    return 0;
                case ["errors", var file]:
                    File.WriteAllText(file, ErrorsPage.Text(), Utf8);
                    return 0;
                default:
                    Console.Error.WriteLine("usage: help <folder of the pages> <folder of the help> | errors [file]");
                    return 64;
            }
        }
        catch (InvalidDataException fault)
        {
            // In the form that the build shows as an error of its own.
            Console.Error.WriteLine($"{fault.Message.Split('\n')[0]}");
            return 1;
        }
    }

    private static void MakeHelp(string pages, string target)
    {
        Directory.CreateDirectory(target);
        var files = Directory.GetFiles(pages, "*.md").Order(StringComparer.Ordinal).ToArray();
        foreach (var file in files.Where(AboutTopic.IsOne))
        {
            // With a byte order mark: Windows PowerShell takes a text file without one for the system's code page.
            File.WriteAllText(Path.Combine(target, AboutTopic.FileName(file)), AboutTopic.Text(file), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        }

        // The last one: the build looks at its time.
        MamlWriter.Write(Path.Combine(target, CmdletsHelp), [.. files.Where(file => !AboutTopic.IsOne(file)).Select(CmdletPage.Read)]);
    }
}
