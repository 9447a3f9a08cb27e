using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using HrisConnector.ModuleTests.Support;
using Xunit;

namespace HrisConnector.ModuleTests;

/// <summary>Every script of the repository and of the module has the syntax of Windows PowerShell 5.1. The parser here is PowerShell 7's, so what
/// is newer is looked for by name.</summary>
public sealed class ScriptTests
{
    // about_Operators of PowerShell 7: not in 5.1.
    private static readonly TokenKind[] NewTokens =
    [
        TokenKind.QuestionMark, TokenKind.QuestionQuestion, TokenKind.QuestionQuestionEquals, TokenKind.QuestionDot, TokenKind.QuestionLBracket,
        TokenKind.AndAnd, TokenKind.OrOr, TokenKind.Clean,
    ];

    private static readonly Dictionary<string, string[]> NewParameters = new(StringComparer.OrdinalIgnoreCase)
    {
        ["ForEach-Object"] = ["Parallel", "ThrottleLimit", "AsJob", "TimeoutSeconds"],
        ["ConvertFrom-Json"] = ["AsHashtable", "Depth", "NoEnumerate", "DateKind"],
        ["ConvertTo-Json"] = ["AsArray", "EnumsAsStrings", "EscapeHandling"],
        ["Join-Path"] = ["AdditionalChildPath", "Extension"],
        ["Split-Path"] = ["LeafBase", "Extension"],
        ["Select-Object"] = ["SkipIndex", "CaseInsensitive"],
        ["Sort-Object"] = ["Stable", "Top", "Bottom"],
        ["Get-Content"] = ["AsByteStream"],
        ["Set-Content"] = ["AsByteStream"],
        ["Export-Csv"] = ["IncludeTypeInformation", "UseQuotes", "QuoteFields", "NoHeader"],
        ["Get-ChildItem"] = ["FollowSymlink"],
        ["Write-Progress"] = ["View"],
    };

    // Variables that Windows PowerShell does not have; in strict mode their use is an error.
    private static readonly string[] NewVariables = ["IsWindows", "IsLinux", "IsMacOS", "IsCoreCLR", "PSStyle", "EnabledExperimentalFeatures"];

    public static TheoryData<string> Scripts { get; } = [.. Find()];

    [Theory]
    [MemberData(nameof(Scripts))]
    public void A_script_has_the_syntax_of_5_1(string script)
    {
        var ast = Parser.ParseFile(Path.Combine(Built.Repository, script), out var tokens, out var faults);

        Assert.Empty(faults.Select(fault => $"{fault.Extent.StartLineNumber}: {fault.Message}"));
        Assert.Empty(Newer(ast, tokens));
    }

    /// <summary>Behind <c>-File</c> each argument is a text: a list would arrive as one value with a comma.</summary>
    [Fact]
    public void The_workflow_gives_a_script_no_list() =>
        Assert.All(
            File.ReadLines(Path.Combine(Built.Repository, ".github", "workflows", "ci.yml")).Where(line => line.Contains(" -File ", StringComparison.Ordinal)),
            line => Assert.DoesNotContain(',', line));

    /// <summary>Windows PowerShell takes a script without a byte order mark for the system's code page.</summary>
    [Theory]
    [MemberData(nameof(Scripts))]
    public void A_script_is_ASCII(string script) =>
        Assert.DoesNotContain(File.ReadAllBytes(Path.Combine(Built.Repository, script)), value => value >= 128);

    [Theory]
    [InlineData("$a ? 1 : 2")]
    [InlineData("$a ?? 1")]
    [InlineData("$a ??= 1")]
    [InlineData("${a}?.Length")]
    [InlineData("${a}?[0]")]
    [InlineData("Get-Item a && Get-Item b")]
    [InlineData("Get-Item a || Get-Item b")]
    [InlineData("Get-Item a &")]
    [InlineData("function f { process { } clean { } }")]
    [InlineData("1..3 | ForEach-Object -Parallel { $_ }")]
    [InlineData("1..3 | % -Parallel { $_ }")]
    [InlineData("Join-Path a b c")]
    [InlineData("if ($IsWindows) { 1 }")]
    [InlineData("'a' -join ',' | Split-Path -LeafBase")]
    [InlineData("1uy + 1n")]
    [InlineData("\"`e[31m\"")]
    [InlineData("\"`u{e9}\"")]
    public void What_is_newer_is_found(string script) => Assert.NotEmpty(Newer(Parser.ParseInput(script, out var tokens, out _), tokens));

    private static IEnumerable<string> Newer(Ast ast, Token[] tokens)
    {
        var found = new List<IScriptExtent>();
        found.AddRange(AllTokens(tokens).Where(token => NewTokens.Contains(token.Kind) || HasNewEscape(token) || HasNewSuffix(token)).Select(token => token.Extent));
        found.AddRange(ast.FindAll(node => node is PipelineBaseAst and (PipelineAst { Background: true } or PipelineChainAst { Background: true }), searchNestedScriptBlocks: true).Select(node => node.Extent));
        found.AddRange(ast.FindAll(node => node is CommandAst command && IsNewer(command), searchNestedScriptBlocks: true).Select(node => node.Extent));
        found.AddRange(ast.FindAll(
            node => node is VariableExpressionAst variable && NewVariables.Contains(variable.VariablePath.UserPath, StringComparer.OrdinalIgnoreCase),
            searchNestedScriptBlocks: true).Select(node => node.Extent));
        return found.Select(extent => $"{extent.StartLineNumber}: {extent.Text}");
    }

    // Tokens inside a string that expands are the string's own.
    private static IEnumerable<Token> AllTokens(IEnumerable<Token> tokens) =>
        tokens.SelectMany(token => token is StringExpandableToken { NestedTokens: { } nested } ? AllTokens(nested).Prepend(token) : [token]);

    private static bool HasNewEscape(Token token) => token is StringExpandableToken
        && (token.Text.Contains("`e", StringComparison.Ordinal) || token.Text.Contains("`u{", StringComparison.Ordinal));

    private static bool HasNewSuffix(Token token) => token is NumberToken { Value: byte or sbyte or short or ushort or uint or ulong or System.Numerics.BigInteger };

    private static bool IsNewer(CommandAst command)
    {
        if (command.GetCommandName() is not { } name)
        {
            return false;
        }

        name = name switch { "%" or "foreach" => "ForEach-Object", "select" => "Select-Object", "sort" => "Sort-Object", _ => name };
        var parameters = command.CommandElements.OfType<CommandParameterAst>().Select(parameter => parameter.ParameterName);
        return (NewParameters.TryGetValue(name, out var newer) && parameters.Intersect(newer, StringComparer.OrdinalIgnoreCase).Any())
            || (name.Equals("Join-Path", StringComparison.OrdinalIgnoreCase) && command.CommandElements.Skip(1).All(element => element is not CommandParameterAst) && command.CommandElements.Count > 3);
    }

    private static IEnumerable<string> Find()
    {
        string[] folders = ["module", "samples", "tests/Pester", "src"];
        return folders.SelectMany(folder => Directory.GetFiles(Path.Combine(Built.Repository, folder), "*.ps*1", SearchOption.AllDirectories))
            .Concat(Directory.GetFiles(Built.Repository, "*.ps*1"))
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Select(file => Path.GetRelativePath(Built.Repository, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);
    }
}
