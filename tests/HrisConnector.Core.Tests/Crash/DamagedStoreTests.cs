using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using HrisConnector.Core.Errors;
using HrisConnector.Core.Tests.Support;
using Xunit;
using static HrisConnector.Core.Tests.Support.RunExtensions;

namespace HrisConnector.Core.Tests.Crash;

/// <summary>A damaged store is found, kept aside and never silently rebuilt: with an empty one every user would look new.</summary>
public sealed class DamagedStoreTests
{
    [Theory]
    [InlineData("a page in the middle")]
    [InlineData("the header")]
    [InlineData("cut to a page")]
    [InlineData("cut in the middle")]
    [InlineData("the last page lost")]
    [InlineData("other content")]
    public async Task A_damaged_store_is_kept_aside_and_every_run_refuses_until_a_good_copy_is_there(string damage)
    {
        using var connector = await UsedAsync();
        var backup = await File.ReadAllBytesAsync(StoreFile.PathOf(connector), TestContext.Current.CancellationToken);
        await DamageAsync(connector, damage);
        var damaged = await File.ReadAllBytesAsync(StoreFile.PathOf(connector), TestContext.Current.CancellationToken);

        var found = await Assert.ThrowsAsync<HrisException>(() => connector.RunLinesAsync(Lines(3000)));

        Assert.Equal(HrisErrors.StoreDamaged, found.Error);
        var aside = Assert.Single(Directory.GetFiles(connector.Configuration.StorePath, "store.db*"));
        Assert.Contains(Path.GetFileName(aside), found.Message, StringComparison.Ordinal);
        Assert.Equal(damaged, await File.ReadAllBytesAsync(aside, TestContext.Current.CancellationToken));

        // Whoever comes now is told as well, and nothing is made in its place.
        Assert.Equal(HrisErrors.StoreDamaged, (await Assert.ThrowsAsync<HrisException>(() => connector.RunLinesAsync(Lines(3000)))).Error);
        Assert.Equal(HrisErrors.StoreDamaged, (await Assert.ThrowsAsync<HrisException>(() => connector.RunLinesAsync(Lines(3000), preview: true))).Error);
        Assert.Equal(HrisErrors.StoreDamaged, Assert.Throws<HrisException>(() => connector.Connector.GetRuns(new()).Count()).Error);
        Assert.Equal(HrisErrors.StoreDamaged, Assert.Throws<HrisException>(() => connector.Users().Count).Error);
        Assert.Equal([aside], Directory.GetFiles(connector.Configuration.StorePath, "store.db*"));

        await File.WriteAllBytesAsync(StoreFile.PathOf(connector), backup, TestContext.Current.CancellationToken);
        Assert.Equal(3000, (await connector.RunLinesAsync(Lines(3000))).Sync.Unchanged);
    }

    [Theory]
    [InlineData("deleted")]
    [InlineData("zero bytes")]
    [InlineData("an empty database")]
    public async Task A_store_that_is_gone_is_not_taken_for_a_connector_that_never_ran(string how)
    {
        using var connector = await UsedAsync();
        var path = StoreFile.PathOf(connector);
        File.Delete(path);
        if (how != "deleted")
            await File.WriteAllBytesAsync(path, [], TestContext.Current.CancellationToken);
        if (how == "an empty database")
            StoreFile.Execute(connector, "VACUUM");
        var before = File.Exists(path) ? await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken) : null;

        Assert.Equal(HrisErrors.StoreMissing, (await Assert.ThrowsAsync<HrisException>(() => connector.RunLinesAsync(Lines(3000)))).Error);
        Assert.Equal(HrisErrors.StoreMissing, (await Assert.ThrowsAsync<HrisException>(() => connector.RunLinesAsync(Lines(3000), preview: true))).Error);
        Assert.Equal(HrisErrors.StoreMissing, Assert.Throws<HrisException>(() => connector.Connector.GetRuns(new()).Count()).Error);
        Assert.Equal(HrisErrors.StoreMissing, Assert.Throws<HrisException>(() => connector.Users().Count).Error);

        Assert.Equal(before, File.Exists(path) ? await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken) : null);
        Directory.Move(connector.Configuration.StorePath, connector.Configuration.StorePath + ".old"); // to begin anew on purpose
        Assert.Equal(3000, (await connector.RunLinesAsync(Lines(3000))).Sync.Created);
    }

    [Fact]
    public async Task A_first_run_that_died_before_it_changed_anything_is_no_earlier_run()
    {
        using var connector = new TestConnector();
        var logs = Directory.CreateDirectory(Path.Combine(connector.Configuration.StorePath, "logs")).FullName;
        await File.WriteAllBytesAsync(StoreFile.PathOf(connector), [], TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(Path.Combine(logs, "000001_users.csv.json"), [], TestContext.Current.CancellationToken);

        Assert.Equal(3, (await connector.RunLinesAsync(Lines(3))).Sync.Created);
    }

    [Fact]
    public async Task A_store_that_is_restored_from_a_backup_overwrites_no_log()
    {
        using var connector = await UsedAsync();
        var backup = await File.ReadAllBytesAsync(StoreFile.PathOf(connector), TestContext.Current.CancellationToken);
        var later = await connector.SyncLinesAsync(Line("U1", title: "Chief"));
        var log = await File.ReadAllTextAsync(later.CsvLogPath!, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(StoreFile.PathOf(connector), backup, TestContext.Current.CancellationToken);

        var again = await connector.SyncLinesAsync(Line("U1", title: "Chief"));

        Assert.Equal((later.Id + 1, 1), (again.Id, again.Updated));
        Assert.Equal(log, await File.ReadAllTextAsync(later.CsvLogPath!, TestContext.Current.CancellationToken));
    }

    private static async Task<TestConnector> UsedAsync()
    {
        var connector = new TestConnector();
        await connector.SyncLinesAsync([.. Lines(3000)]);
        return connector;
    }

    private static async Task DamageAsync(TestConnector connector, string damage)
    {
        const int Page = 4096;
        await using var store = new FileStream(StoreFile.PathOf(connector), FileMode.Open, FileAccess.ReadWrite);
        void Overwrite(long offset, int length)
        {
            store.Position = offset;
            store.Write([.. Enumerable.Repeat((byte)0xA5, length)]);
        }

        switch (damage)
        {
            case "a page in the middle":
                Overwrite(store.Length / Page / 2 * Page, Page);
                break;
            case "the header":
                Overwrite(0, 100);
                break;
            case "cut to a page":
                store.SetLength(Page);
                break;
            case "cut in the middle":
                store.SetLength((store.Length / 2) + 100);
                break;
            case "the last page lost":
                store.SetLength(store.Length - Page);
                break;
            default:
                store.SetLength(0);
                store.Write("uniqueId,email,firstName,lastName,status\nA,a@example.org,A,B,Active\n"u8);
                break;
        }
    }
}
