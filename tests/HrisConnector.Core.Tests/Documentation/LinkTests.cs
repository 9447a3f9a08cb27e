using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using Xunit;

namespace HrisConnector.Core.Tests.Documentation;

/// <summary>Whoever follows the documentation arrives.</summary>
public sealed class LinkTests
{
    private static readonly string Root =
        typeof(LinkTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "Repository").Value!;

    private static readonly string Docs = Path.Combine(Root, "docs");

    public static TheoryData<string> Pages() =>
        [.. Directory.GetFiles(Root, "*.md").Concat(Directory.GetFiles(Docs, "*.md")).Select(path => Path.GetRelativePath(Root, path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_link_leads_to_a_file_or_a_heading(string name)
    {
        var page = new MarkdownPage(Path.Combine(Root, name));

        Assert.DoesNotContain(page.Links, link => !Leads(page, link));
    }

    [Fact]
    public void Every_file_of_the_documentation_is_reached_from_its_index()
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var open = new Queue<string>([Path.Combine(Docs, "README.md")]);
        while (open.TryDequeue(out var path))
        {
            if (!reached.Add(path) || !path.EndsWith(".md", StringComparison.Ordinal))
                continue;
            var page = new MarkdownPage(path);
            foreach (var target in page.Links.Select(page.TargetOf).SelectMany(FilesAt))
                open.Enqueue(target);
        }

        Assert.DoesNotContain(Directory.GetFiles(Docs, "*", SearchOption.AllDirectories), file => !reached.Contains(file));
    }

    [Fact]
    public void A_link_to_nothing_is_found()
    {
        var folder = Directory.CreateTempSubdirectory("hris-test-").FullName;
        try
        {
            var path = Path.Combine(folder, "page.md");
            File.WriteAllText(
                path,
                """
                # Where `-Full` goes: twice, (really)
                ## Twice
                ## Twice
                [a](page.md#where--full-goes-twice-really) [b](#twice-1) [c](gone.md) [d](#gone) [e](https://example.org/gone) [f](.)
                `[g](code.md)`

                    [h](code.md)

                ```
                # [i](code.md)
                ```

                1. One

                   [j](list.md)
                """);
            var page = new MarkdownPage(path);

            Assert.Equal(["gone.md", "#gone", "list.md"], page.Links.Where(link => !Leads(page, link)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static bool Leads(MarkdownPage page, string link)
    {
        var target = page.TargetOf(link);
        return link.Split('#') is [_, var anchor]
            ? File.Exists(target) && new MarkdownPage(target).Anchors.Contains(anchor)
            : File.Exists(target) || Directory.Exists(target);
    }

    // A link to a folder shows what is in it.
    private static IEnumerable<string> FilesAt(string path) =>
        Directory.Exists(path) ? Directory.GetFiles(path, "*", SearchOption.AllDirectories) : File.Exists(path) ? [path] : [];
}
