using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using HrisConnector.Core.History;
using HrisConnector.Core.Report;
using HrisConnector.Core.Store;
using Xunit;

namespace HrisConnector.Core.Tests.Support;

/// <summary>Reports as a browser reads them.</summary>
internal static class ReportExtensions
{
    /// <summary>Writes the report of a connector.</summary>
    /// <returns>The full path.</returns>
    public static string WriteReport(this TestConnector connector, ReportOptions? options = null, string name = "report.html")
    {
        var path = Path.Combine(connector.Folder, name);
        connector.Connector.WriteReport(path, options ?? new ReportOptions(Overwrite: true), connector.Observer, TestContext.Current.CancellationToken);
        return path;
    }

    /// <summary>Writes the report of a connector and parses it.</summary>
    public static IHtmlDocument Report(this TestConnector connector, ReportOptions? options = null) => Parse(connector.WriteReport(options));

    public static IHtmlDocument Parse(string path) => new HtmlParser().ParseDocument(File.ReadAllText(path));

    /// <summary>Puts a run into the history that never was.</summary>
    public static HrisSync AddRun(this TestConnector connector, HrisSync run)
    {
        using var store = ConnectorStore.Open(connector.Configuration.StorePath);
        var history = new RunHistory(store, connector.Configuration.Connector);
        run.Id = history.Begin(run.File, run.StartDate, run.UndoOf).Id;
        history.Save(run);
        return run;
    }

    /// <summary>The text of what a selector finds first, white space made one.</summary>
    public static string Text(this IParentNode node, string selector) => Text(node.QuerySelector(selector) ?? throw new InvalidOperationException($"There is no {selector}."));

    public static string Text(this IElement element) => string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The texts of all that a selector finds.</summary>
    public static string[] Texts(this IParentNode node, string selector) => [.. node.QuerySelectorAll(selector).Select(Text)];

    /// <summary>The pairs of a list of terms.</summary>
    public static Dictionary<string, string> Pairs(this IParentNode node, string selector) =>
        node.QuerySelectorAll($"{selector} > div").ToDictionary(pair => pair.Text("dt"), pair => pair.Text("dd"));

    /// <summary>The cells of each row of a table's body, joined.</summary>
    public static string[] Rows(this IParentNode node, string selector) =>
        [.. node.QuerySelectorAll($"{selector} tbody tr").Select(row => string.Join('|', row.Children.Select(Text)))];

    /// <summary>The section of one cause by its heading's beginning.</summary>
    public static IElement Cause(this IParentNode node, string problem) =>
        node.QuerySelectorAll(".cause").Single(cause => cause.Text("h3").StartsWith(problem, StringComparison.Ordinal));

    /// <summary>The line of a row of faults.</summary>
    public static int Line(string row) => int.Parse(row.Split('|')[0], CultureInfo.InvariantCulture);
}
