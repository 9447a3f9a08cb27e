using System;
using System.IO;
using System.Text.Json;

namespace HrisConnector.Core.History;

/// <summary>One list of users of a JSON log, user by user in the order of the users file. A damaged log is a list that ends early.</summary>
internal sealed class JsonLogList : IDisposable
{
    private readonly FileStream _log;
    private readonly string _name;
    private byte[] _block = new byte[32 * 1024];
    private int _start;
    private int _end;
    private bool _isLastBlock;
    private JsonReaderState _state;
    private bool _isNamed;
    private bool _inList;
    private bool _ended;
    private string _property = "";
    private LoggedUser _user = Nobody;

    /// <summary>Opens a log.</summary>
    /// <param name="path">The log.</param>
    /// <param name="name">The property that holds the list.</param>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public JsonLogList(string path, string name)
    {
        _log = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1, FileOptions.SequentialScan);
        _name = name;
    }

    private static LoggedUser Nobody { get; } = new("", "", "", "", "");

    /// <summary>The next user; null behind the last one.</summary>
    public LoggedUser? Next()
    {
        try
        {
            while (!_ended)
            {
                if (Advance() is { } user)
                    return user;
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            _ended = true; // no JSON, or text that is not UTF-8
        }

        return null;
    }

    public void Dispose() => _log.Dispose();

    private LoggedUser? Advance()
    {
        var reader = new Utf8JsonReader(new ReadOnlySpan<byte>(_block, _start, _end - _start), _isLastBlock, _state);
        LoggedUser? found = null;
        while (found is null && !_ended && reader.Read())
            found = Take(ref reader);
        _start += (int)reader.BytesConsumed;
        _state = reader.CurrentState;
        if (found is null && _isLastBlock)
            _ended = true;
        else if (found is null && !_ended)
            Fill();
        return found;
    }

    private LoggedUser? Take(ref Utf8JsonReader reader)
    {
        const int ofLog = 1;
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName when reader.CurrentDepth == ofLog:
                _isNamed = reader.ValueTextEquals(_name);
                break;
            case JsonTokenType.StartArray when reader.CurrentDepth == ofLog:
                _inList = _isNamed;
                break;
            case JsonTokenType.EndArray when _inList && reader.CurrentDepth == ofLog:
                _ended = true;
                break;
            case JsonTokenType.StartObject when _inList:
                _user = Nobody;
                break;
            case JsonTokenType.PropertyName when _inList:
                _property = reader.GetString()!;
                break;
            case JsonTokenType.String when _inList:
                Keep(reader.GetString()!);
                break;
            case JsonTokenType.EndObject when _inList:
                return _user;
        }

        return null;
    }

    private void Keep(string value) => _user = _property switch
    {
        "id" => _user with { Id = value },
        "email" => _user with { Email = value },
        "firstName" => _user with { FirstName = value },
        "lastName" => _user with { LastName = value },
        "errorMessage" => _user with { Message = value },
        _ => _user,
    };

    // What is left of the block goes to its beginning; a value longer than the block gets a larger one.
    private void Fill()
    {
        if (_start == 0 && _end == _block.Length)
            Array.Resize(ref _block, _block.Length * 2);
        Buffer.BlockCopy(_block, _start, _block, 0, _end - _start);
        _end -= _start;
        _start = 0;
        var read = _log.Read(_block, _end, _block.Length - _end);
        _end += read;
        _isLastBlock = read == 0;
    }
}
