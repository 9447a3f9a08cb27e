using System;
using System.Collections.Generic;
using System.Text.Json;

namespace HrisConnector.Core.Configuration;

/// <summary>A value of a JSON document that knows its line, which <see cref="JsonDocument"/> does not keep.</summary>
/// <param name="Kind">What the value is.</param>
/// <param name="Line">The line on which it begins, from 1.</param>
/// <param name="Text">The text of a string or the digits of a number.</param>
internal sealed record JsonElementWithLine(JsonValueKind Kind, int Line, string Text)
{
    /// <summary>The properties of an object, in order; a name may stand twice.</summary>
    public List<KeyValuePair<string, JsonElementWithLine>> Properties { get; } = [];

    /// <summary>The items of an array.</summary>
    public List<JsonElementWithLine> Items { get; } = [];

    /// <summary>Parses a document; comments and trailing commas are allowed.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static JsonElementWithLine Parse(byte[] json)
    {
        var bytes = json.AsSpan();
        if (bytes.StartsWith(new byte[] { 0xEF, 0xBB, 0xBF }))
            bytes = bytes.Slice(3);
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        var lines = new LineCounter();
        reader.Read();
        var root = ReadValue(ref reader, bytes, ref lines);
        reader.Read(); // throws when more follows
        return root;
    }

    private static JsonElementWithLine ReadValue(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, ref LineCounter lines)
    {
        var line = lines.LineAt(json, reader.TokenStartIndex);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var map = new JsonElementWithLine(JsonValueKind.Object, line, "");
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    var name = TextOf(ref reader, json, ref lines);
                    reader.Read();
                    map.Properties.Add(new(name, ReadValue(ref reader, json, ref lines)));
                }

                return map;
            case JsonTokenType.StartArray:
                var list = new JsonElementWithLine(JsonValueKind.Array, line, "");
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                    list.Items.Add(ReadValue(ref reader, json, ref lines));
                return list;
            case JsonTokenType.String:
                return new(JsonValueKind.String, line, TextOf(ref reader, json, ref lines));
            case JsonTokenType.Number:
                // A number that is too large is infinite on one runtime and none on another; no property takes either.
                var number = reader.TryGetDouble(out var value) ? value : double.PositiveInfinity;
                return new(JsonValueKind.Number, line, number.ToString("R", System.Globalization.CultureInfo.InvariantCulture));
            case JsonTokenType.True:
                return new(JsonValueKind.True, line, "");
            case JsonTokenType.False:
                return new(JsonValueKind.False, line, "");
            default:
                return new(JsonValueKind.Null, line, "");
        }
    }

    // Bytes that are no UTF-8, or half a surrogate pair, are found only when the text is asked for.
    private static string TextOf(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, ref LineCounter lines)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException e)
        {
            throw new JsonException("The text is not valid UTF-8.", null, lines.LineAt(json, reader.TokenStartIndex) - 1, null, e);
        }
    }

    private struct LineCounter
    {
        private int _offset;
        private int _line;

        public int LineAt(ReadOnlySpan<byte> json, long offset)
        {
            for (; _offset < offset; _offset++)
            {
                if (json[_offset] == '\n')
                    _line++;
            }

            return _line + 1;
        }
    }
}
