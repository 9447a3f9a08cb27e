using System;
using System.Text.Json;

namespace HrisConnector.FakePlatform;

/// <summary>An operation of a published document, with the document that its references point into.</summary>
internal sealed record OpenApiOperation(string Method, string Template, JsonElement Description, JsonElement Document)
{
    private readonly string[] _segments = Template.Split('/');

    public string Name => Method + " " + Template;

    /// <summary>How many segments are words and no parameters: of two operations that fit, the one with more words is meant.</summary>
    public int Words => Array.FindAll(_segments, segment => !IsParameter(segment)).Length;

    public bool Fits(string method, string path)
    {
        var segments = path.Split('/');
        if (method != Method || segments.Length != _segments.Length)
        {
            return false;
        }
        for (var i = 0; i < segments.Length; i++)
        {
            if (!IsParameter(_segments[i]) && _segments[i] != segments[i])
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>The value of a parameter of the path.</summary>
    public string PathValue(string parameter, string path) =>
        Uri.UnescapeDataString(path.Split('/')[Array.IndexOf(_segments, "{" + parameter + "}")]);

    private static bool IsParameter(string segment) => segment.StartsWith('{');
}
