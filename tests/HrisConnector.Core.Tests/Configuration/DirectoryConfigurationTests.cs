using System.Collections.Generic;
using System.Linq;
using System.Text;
using HrisConnector.Core.Configuration;
using Xunit;

namespace HrisConnector.Core.Tests.Configuration;

/// <summary>What the configuration says of the user directory.</summary>
public sealed class DirectoryConfigurationTests
{
    private const string Secret = """ "clientSecret": { "environment": "HRIS_CLIENT_SECRET" } """;

    [Fact]
    public void The_embedded_directory_is_the_default() => Assert.Null(Read("{}").Platform);

    [Fact]
    public void The_platform_needs_a_client_and_has_defaults_for_the_rest()
    {
        var platform = Read($$"""{ "directory": { "type": "360learning", "clientId": "5f", {{Secret}} } }""").Platform!;

        Assert.Equal(("https://app.360learning.com/", "5f", "hris", false, true, 50, 10), (
            platform.BaseUri.AbsoluteUri, platform.ClientId, platform.Platform, platform.SendInvitationEmail, platform.Activate, platform.ReadsPerSecond, platform.WritesPerSecond));
        Assert.Equal((SecretKind.Environment, "HRIS_CLIENT_SECRET"), (platform.ClientSecret.Kind, platform.ClientSecret.Name));
    }

    [Fact]
    public void Its_secret_is_one_of_those_that_are_looked_for_in_vaults() =>
        Assert.Equal("hris-360", Assert.Single(Read("""{ "directory": { "type": "360learning", "clientId": "5f", "clientSecret": { "secret": "hris-360" } } }""").SecretReferences).Name);

    [Theory]
    [InlineData("http://app.360learning.com")]
    [InlineData("https://app.360learning.com/api/v2")]
    [InlineData("https://user:word@app.360learning.com")]
    [InlineData("https://app.360learning.com/?x=1")]
    [InlineData("ftp://app.360learning.com")]
    [InlineData("app.360learning.com")]
    public void Its_address_is_https_without_anything_behind(string address) => Assert.Contains(
        "'directory.baseUri'", Assert.Single(Faults($$"""{ "directory": { "type": "360learning", "clientId": "5f", "baseUri": "{{address}}", {{Secret}} } }""")).Message, System.StringComparison.Ordinal);

    [Theory]
    [InlineData("http://127.0.0.1:5360")]
    [InlineData("http://localhost:5360/")]
    [InlineData("https://app.us.360learning.com")]
    public void A_trial_on_this_machine_needs_no_certificate(string address) =>
        Assert.Empty(Faults($$"""{ "directory": { "type": "360learning", "clientId": "5f", "baseUri": "{{address}}", {{Secret}} } }"""));

    [Fact]
    public void Every_fault_is_listed_and_a_secret_in_the_open_is_not_repeated()
    {
        var faults = Faults("""{ "directory": { "type": "360learning", "clientSecret": "s3cret-in-the-open", "readsPerSecond": 0, "groups": [] }, "groups": { "default": "Company" } }""")
            .Select(fault => fault.Message).ToArray();

        Assert.Equal(4, faults.Length);
        Assert.DoesNotContain(faults, fault => fault.Contains("s3cret", System.StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.StartsWith("'directory.clientId' is missing", System.StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.StartsWith("'directory.clientSecret' must be an object", System.StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.StartsWith("'directory.readsPerSecond'", System.StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.Contains("'directory.groups'", System.StringComparison.Ordinal));
    }

    [Fact]
    public void Groups_of_the_platform_are_not_listed_in_the_configuration() =>
        Assert.Equal("Company/Sales", Read($$"""{ "directory": { "type": "360learning", "clientId": "5f", {{Secret}} }, "groups": { "default": "Company/Sales" } }""").Groups!.Default);

    [Fact]
    public void A_directory_that_nobody_knows_is_refused() => Assert.Contains("'directory.type'", Assert.Single(Faults("""{ "directory": { "type": "ldap" } }""")).Message, System.StringComparison.Ordinal);

    private static ConnectorConfiguration Read(string json)
    {
        var faults = new List<ConfigurationFault>();
        var configuration = ConfigurationReader.Read(Encoding.UTF8.GetBytes(json), "/", faults);
        Assert.Empty(faults);
        return configuration!;
    }

    private static List<ConfigurationFault> Faults(string json)
    {
        var faults = new List<ConfigurationFault>();
        ConfigurationReader.Read(Encoding.UTF8.GetBytes(json), "/", faults);
        return faults;
    }
}
