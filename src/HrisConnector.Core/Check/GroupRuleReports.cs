using System.Collections.Generic;
using HrisConnector.Core.Errors;

namespace HrisConnector.Core.Check;

/// <summary>What a check of a group rules file found.</summary>
/// <param name="Rules">Each rule; with a users file, at the end, the users whom no rule takes.</param>
/// <param name="Faults">Each fault as <see cref="HrisErrors.GroupRulesInvalid"/>, whose target is the line, in the order of the lines.</param>
public sealed record GroupRuleReports(IReadOnlyList<HrisGroupRuleReport> Rules, IReadOnlyList<HrisException> Faults);
