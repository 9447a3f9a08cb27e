using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using HrisConnector.Core.Tests.Support;
using Xunit;

namespace HrisConnector.Core.Tests.History;

/// <summary>behaviour.md §6: the CSV log is the received file, every line and every column as received, with two columns in front.</summary>
public sealed class CsvLogTests
{
    private const string Header = "uniqueId,email,firstName,lastName,status";

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public async Task The_log_is_the_file_with_two_columns_in_front(string lineEnd)
    {
        var lines = new[]
        {
            "\uFEFF uniqueId ,EMAIL,\"firstName\",lastName,status,\"No, te\"\"d\"", "", "1,1@example.org,\"A\",B,Active,x", "2,2@example.org,A,B,Active,\"x, \"\"y\"\" " + lineEnd + " z\"", "",
            "3,3@example.org,A,B,Active", "4,4@example.org,\"A,B,Active,x", "5,,A,B,Active,  é ", "6,6@example.org,A,B,Active,=1+1", "",
        };
        using var connector = new TestConnector();
        var bytes = Encoding.UTF8.GetBytes(string.Join(lineEnd, lines));

        var result = await connector.RunBytesAsync(bytes);

        Assert.Null(result.Error);
        var log = CsvLogFile.Of(result.Sync);
        Assert.Equal(bytes, log.Received);
        Assert.Equal(["UserCreated", "UserCreated", "Error", "Error", "InvalidUser", "UserCreated"], log.Outcomes.Select(outcome => outcome.Status));
        Assert.StartsWith("\uFEFFImportStatus,ImportDetail, uniqueId ,EMAIL,", Text(result.Sync), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_final_line_break_and_no_byte_order_mark_are_added()
    {
        using var connector = new TestConnector();

        var result = await connector.RunTextAsync(Header + "\n1,1@example.org,A,B,Active");

        Assert.Equal("ImportStatus,ImportDetail," + Header + "\nUserCreated,,1,1@example.org,A,B,Active", Text(result.Sync));
    }

    [Theory]
    [InlineData('\t', "auto")]
    [InlineData(';', "auto")]
    [InlineData('|', "auto")]
    [InlineData('\t', "\\t")]
    [InlineData(';', ";")]
    [InlineData('|', "|")]
    public async Task The_log_has_the_delimiter_of_the_file(char delimiter, string configured)
    {
        using var connector = new TestConnector($$"""{ "csv": { "delimiter": "{{configured}}" } }""");
        var text = (Header + "\n,,,,Active\n1,1@example.org,A,B,Active\n").Replace(',', delimiter);

        var result = await connector.RunTextAsync(text);

        var log = CsvLogFile.Of(result.Sync, delimiter);
        Assert.Equal(text, Encoding.UTF8.GetString(log.Received));
        Assert.Equal(["InvalidUser/userWithoutExternalId; userWithoutName; userWithoutMail", "UserCreated/"], log.Joined);
    }

    [Fact]
    public async Task A_configured_delimiter_wins_over_what_stands_in_the_header()
    {
        using var connector = new TestConnector("""{ "csv": { "delimiter": ";" } }""");
        var text = "uniqueId;email;firstName;lastName;status;a,b,c,d,e,f,g,h,i,j\n1;1@example.org;A;B;Active;x\n";

        var result = await connector.RunTextAsync(text);

        Assert.Equal(1, result.Sync.Created);
        Assert.Equal(text, Encoding.UTF8.GetString(CsvLogFile.Of(result.Sync, ';').Received));
    }

    [Fact]
    public async Task A_line_of_a_hundred_megabytes_is_reported_on_its_line_and_its_neighbours_are_synchronized()
    {
        using var connector = new TestConnector();
        var path = Path.Combine(connector.Folder, "users.csv");
        await using (var file = new StreamWriter(path))
        {
            file.Write(Header + "\n1,1@example.org,A,B,Active\n2,2@example.org,A,");
            var block = new string('x', 1024 * 1024);
            for (var i = 0; i < 100; i++)
                file.Write(block);
            file.Write(",Active\n3,3@example.org,A,B,Active\n");
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var result = await connector.RunAsync(path);

        Assert.Null(result.Error);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - allocated, 0, 40_000_000);
        Assert.Equal(["1", "3"], connector.Users().Select(user => user.UniqueId));
        Assert.Equal((3, 2, 1), (result.Sync.Lines, result.Sync.Created, result.Sync.Ignored));
        Assert.Equal(new FileInfo(path).Length, new FileInfo(result.Sync.CsvLogPath!).Length - ExtraBytes(result.Sync));
        Assert.Contains("line 3 ", JsonLogFile.Messages(result.Sync, "ignoredUsers").Single().Message, StringComparison.Ordinal);
    }

    private static long ExtraBytes(HrisSync sync)
    {
        using var reader = new StreamReader(sync.CsvLogPath!);
        reader.ReadLine();
        reader.ReadLine();
        var detail = new StringBuilder();
        for (var c = reader.Read(); !detail.ToString().EndsWith("KiB,", StringComparison.Ordinal); c = reader.Read())
            detail.Append((char)c);
        return "ImportStatus,ImportDetail,".Length + "UserCreated,,".Length + detail.Length + "UserCreated,,".Length;
    }

    private static string Text(HrisSync sync) => Encoding.UTF8.GetString(File.ReadAllBytes(sync.CsvLogPath!));
}
