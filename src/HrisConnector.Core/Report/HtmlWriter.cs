using System;
using System.IO;
using System.Net;

namespace HrisConnector.Core.Report;

/// <summary>Writes HTML as it goes. Every text and every attribute's value is escaped here, and nowhere else can one get past it.</summary>
internal sealed class HtmlWriter(TextWriter output)
{
    /// <summary>Begins an element, which ends when what is given back is disposed.</summary>
    /// <param name="tag">The element.</param>
    /// <param name="attributes">Name and value; an attribute whose value is null is left out, and one whose value is empty has no value.</param>
    public Ending Open(string tag, params (string Name, string? Value)[] attributes)
    {
        Start(tag, attributes);
        output.Write('>');
        return new Ending(output, tag);
    }

    /// <summary>An element with nothing in it but text.</summary>
    public void Element(string tag, string text, params (string Name, string? Value)[] attributes)
    {
        using (Open(tag, attributes))
            Text(text);
    }

    /// <summary>An element that has nothing in it, of HTML or of SVG.</summary>
    public void Void(string tag, params (string Name, string? Value)[] attributes)
    {
        Start(tag, attributes);
        output.Write("/>");
    }

    /// <summary>A text.</summary>
    public void Text(string text) => output.Write(WebUtility.HtmlEncode(text));

    /// <summary>The page's own style sheet and script, and what stands before the page's first element.</summary>
    public void Own(string text) => output.Write(text);

    private void Start(string tag, (string Name, string? Value)[] attributes)
    {
        output.Write('<');
        output.Write(tag);
        foreach (var (name, value) in attributes)
        {
            if (value is null)
                continue;
            output.Write(' ');
            output.Write(name);
            if (value.Length > 0)
                output.Write($"=\"{WebUtility.HtmlEncode(value)}\"");
        }
    }

    /// <summary>The end of an element.</summary>
    internal readonly struct Ending(TextWriter output, string tag) : IDisposable
    {
        // A line break behind a word would be seen as a space.
        public void Dispose() => output.Write(tag is "tr" or "p" or "li" or "div" or "section" or "table" or "g" ? $"</{tag}>\n" : $"</{tag}>");
    }
}
