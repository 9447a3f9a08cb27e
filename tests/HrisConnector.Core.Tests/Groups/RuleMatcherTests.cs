using System;
using System.Collections.Generic;
using System.Linq;
using HrisConnector.Core.Conditions;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.Groups;
using HrisConnector.Core.Tests.Support;
using HrisConnector.Core.Users;
using Xunit;

namespace HrisConnector.Core.Tests.Groups;

/// <summary>What is remembered of values never changes an answer: more rules than a word has bits, more values than are remembered.</summary>
public sealed class RuleMatcherTests
{
    private static readonly string[] Texts = ["a1", "B", "1|2|77", "é", "x", "9$", "55"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Rules_take_the_lines_that_each_condition_asked_by_itself_would_take(int seed)
    {
        var random = new Random(seed);
        var titles = Enumerable.Range(0, 9000).Select(_ => random.Next(20_000) is var n && n % 50 == 0 ? "" : (n % 3 == 0 ? "É" : "A") + n).ToArray();
        var text = "uniqueId,email,firstName,lastName,status,title,site\n"
            + string.Concat(titles.Select((title, i) => $"U{i},e{i}@x.org,F,L,Active,{title},{Texts[i % Texts.Length].ToUpperInvariant()}\n"));
        using var file = new TemporaryFile(text);
        var users = UsersFileView.Of(file.Path, new ConnectorConfiguration(), "users.csv");
        var rules = Enumerable.Range(0, 150).Select(number => RandomRule(random, number)).ToArray();
        var matcher = new RuleMatcher(rules, users.Columns);
        var conditions = rules.Select(rule => rule.Conditions.Select(one => (one.Condition.Field, Condition: new Condition(one.Condition))).ToArray()).ToArray();

        using var reader = users.Open();
        for (var line = 0; reader.Read(); line++)
        {
            var expected = new List<int>();
            for (var rule = 0; rule < rules.Length; rule++)
            {
                var site = Texts[line % Texts.Length].ToUpperInvariant();
                if (conditions[rule].All(one => one.Condition.IsMetBy(one.Field == "title" ? titles[line] : site)))
                    expected.Add(rule);
            }

            Assert.Equal(expected, RuleMatcher.NumbersOf(matcher.Match(reader)));
        }
    }

    [Fact]
    public void A_pattern_that_runs_out_of_its_second_is_named_by_its_line_and_says_no_value()
    {
        var rule = new GroupRule("slow", "A", 0);
        rule.Conditions.Add(new(2, new ConditionConfiguration("title", ConditionOperator.Matches, "^(a+)+$")));
        using var file = new TemporaryFile("uniqueId,email,firstName,lastName,status,title\nU,e@x.org,F,L,Active," + new string('a', 200) + "!\n");
        var users = UsersFileView.Of(file.Path, new ConnectorConfiguration(), "users.csv");
        using var reader = users.Open();
        reader.Read();

        var error = Assert.Throws<Core.Errors.HrisException>(() => { new RuleMatcher([rule], users.Columns).Match(reader); });

        Assert.Equal("The regular expression on line 2 of the group rules file took too long on line 2", error.Message);
    }

    private static GroupRule RandomRule(Random random, int number)
    {
        var rule = new GroupRule("R" + number, "A", 0);
        for (var left = random.Next(1, 4); left > 0; left--)
        {
            var comparison = (ConditionOperator)random.Next((int)ConditionOperator.IsNotEmpty + 1);
            var value = random.Next(2) == 0 ? Texts[random.Next(Texts.Length)] : "A" + random.Next(20_000);
            rule.Conditions.Add(new(number + 2, new ConditionConfiguration(random.Next(2) == 0 ? "title" : "site", comparison, value)));
        }

        return rule;
    }
}
