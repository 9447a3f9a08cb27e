using System;
using System.IO;
using System.Linq;
using System.Text;
using HrisConnector.Core.Errors;
using HrisConnector.Core.Groups;
using HrisConnector.Core.Tests.Support;
using Xunit;

namespace HrisConnector.Core.Tests.Groups;

/// <summary>behaviour.md §5: the rules file, and every fault with its line.</summary>
public sealed class GroupRulesReaderTests
{
    private const string Header = "Rule,Group,Field,Operator,Value\n";
    private static readonly GroupTree Tree = Trees.Of("Company", "Company/Sales", "Company/Sales/France*");

    [Fact]
    public void Lines_with_the_same_rule_form_one_and_keep_their_lines()
    {
        var rules = Read(Header + "French sales,Company/Sales/France,country,equals,FR\nAll,Company,status,isNotEmpty,\n\"french SALES\",3,title,startsWith,\"Sales, \"\"senior\"\"\"\n");

        Assert.Empty(rules.Faults);
        Assert.Equal(["French sales", "All"], rules.Rules.Select(rule => rule.Name));
        Assert.Equal([2, 4], rules.Rules[0].Conditions.Select(condition => condition.Line));
        Assert.Equal("Sales, \"senior\"", rules.Rules[0].Conditions[1].Condition.Value);
        Assert.Equal([2, 0], rules.Rules.Select(rule => rule.Target));
    }

    [Theory]
    [InlineData("\uFEFFRule;Group;Field;Operator;Value\r\nA;Company;country;in;FR|DE\r\n")]
    [InlineData("value\toperator\tfield\tgroup\tRULE\tComment\nFR\tEQUALS\tcountry\tcompany\tA\tmine\n")]
    [InlineData("Rule,Group,Field,Operator,Value\n,,,,\nA,Company,country,isEmpty,\n\n,,,,\n")]
    public void Encoding_mark_delimiter_order_case_and_empty_rows_do_not_matter(string text)
    {
        var rules = Read(text);

        Assert.Empty(rules.Faults);
        Assert.Equal("A", Assert.Single(rules.Rules).Name);
    }

    [Theory]
    [InlineData("A,Nowhere,country,equals,FR", "line 2: Group: the directory has no group 'Nowhere'")]
    [InlineData("A,9,country,equals,FR", "line 2: Group: the directory has no group '9'")]
    [InlineData("A,Company,country,is,FR", "line 2: Operator: 'is' is not one of equals, notEquals, in, notIn, startsWith, endsWith, contains, matches, isEmpty, isNotEmpty")]
    [InlineData("A,Company,country,,FR", "line 2: Operator: is missing")]
    [InlineData("A,Company,,equals,FR", "line 2: Field: is missing")]
    [InlineData(",Company,country,equals,FR", "line 2: Rule: is missing")]
    [InlineData("A,,country,equals,FR", "line 2: Group: is missing")]
    [InlineData("A,Company,country,equals, ", "line 2: Value: is needed by this operator")]
    [InlineData("A,Company,country,in,", "line 2: Value: is needed by this operator")]
    [InlineData("A,Company,country,equals", "line 2: the row has 4 columns and the header has 5")]
    [InlineData("A,Company,country,equals,F\"R", "line 2: the row has a quote inside a value that does not begin with one")]
    [InlineData("A,Company,country,equals,FR\na,Company/Sales,title,isEmpty,", "line 3: Group: the rule 'a' has the group 'Company' already; a rule has one group")]
    public void A_fault_names_its_line_and_its_column(string line, string fault) =>
        Assert.Equal([fault], Read(Header + line + "\n").Faults.Select(found => found.ToString()));

    [Fact]
    public void A_bad_regular_expression_is_a_fault() =>
        Assert.StartsWith("line 2: Value: is not a regular expression", Assert.Single(Read(Header + "A,Company,title,matches,(\n").Faults).ToString(), StringComparison.Ordinal);

    [Fact]
    public void Every_fault_of_a_file_is_listed()
    {
        var rules = Read(File.ReadAllText(TestConnector.FilePath("group-rules-faulty.csv")));

        Assert.Equal([2, 3, 4, 5, 8, 9], rules.Faults.Select(fault => fault.Line));
    }

    [Theory]
    [InlineData("", "line 1: the file is empty")]
    [InlineData("Rule,Group,Field,Operator,Value\n", "line 1: the file has no rule")]
    [InlineData("Rule,Group,Field,Value\nA,B,C,D\n", "line 1: the column Operator is missing")]
    [InlineData("Rule,Group,Field,Operator,Value,value\nA,B,C,D,E,F\n", "line 1: the column Value stands 2 times")]
    public void A_file_that_cannot_be_rules_says_why(string text, string fault) =>
        Assert.Equal([fault], Read(text).Faults.Select(found => found.ToString()));

    [Fact]
    public void Other_encodings_are_a_fault()
    {
        using var file = new TemporaryFile(Encoding.Latin1.GetBytes(Header + "é,Company,country,equals,FR\n"));

        Assert.Equal(["line 1: the file is not encoded as UTF-8"], GroupRulesReader.Read(file.Path, Tree, TestContext.Current.CancellationToken).Faults.Select(fault => fault.ToString()));
    }

    [Fact]
    public void A_file_that_is_not_there_is_a_failure_of_its_own()
    {
        var error = Assert.Throws<HrisException>(() => GroupRulesReader.Read(Path.Combine(Path.GetTempPath(), "no-such-rules.csv"), Tree, TestContext.Current.CancellationToken));

        Assert.Equal(HrisErrors.GroupRulesUnreadable, error.Error);
    }

    private static GroupRules Read(string text)
    {
        using var file = new TemporaryFile(text);
        return GroupRulesReader.Read(file.Path, Tree, TestContext.Current.CancellationToken);
    }
}
