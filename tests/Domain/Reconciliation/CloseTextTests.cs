using Leaderboard.Journal;
using Leaderboard.Reconciliation;

namespace Leaderboard.Domain.Reconciliation;

public sealed class CloseTextTests
{
    private static readonly Digest Hash = new(Enumerable.Range(0, Digest.SizeBytes).Select(i => (byte)i).ToArray());

    private static CloseRecord Worked => new()
    {
        Day = new DateOnly(2026, 11, 24),
        TimeZone = "Asia/Shanghai",
        Currency = "CNY",
        At = Moment.From(new DateTimeOffset(2026, 11, 25, 1, 12, 0, TimeSpan.Zero)),
        ById = "p-1",
        ByName = "秦主任 Qin",
        Previous = (new DateOnly(2026, 11, 23), Hash),
        Lines =
        [
            new SourceLine
            {
                Source = "core", State = Agreement.Agrees, Recoveries = Of(3, 125_000), Reversals = Tally.None,
                Bank = new BankControl { Recoveries = Of(3, 125_000), Reversals = Tally.None, By = "" },
            },
            new SourceLine { Source = "page", State = Agreement.Waiting, Recoveries = Of(1, 5), Reversals = Of(2, 80_00), Reason = "By hand, from slips" },
        ],
        Heads = [new PartitionHead { Partition = 0, Seq = 17, Hash = Hash }, new PartitionHead { Partition = 1, Seq = 0, Hash = Digest.Zero }],
    };

    [Fact]
    public void A_close_reads_as_it_was_decided_whoever_reads_it()
    {
        const string hash = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
        var zeros = new string('0', 64);
        var lines = CloseText.Write(Worked).Split('\n');

        Assert.Equal(
            [
                "Leaderboard 龙虎榜 daily close 日终结账 1",
                "day 2026-11-24 Asia/Shanghai CNY",
                "closed 2026-11-25T01:12:00.000000Z",
                "by p-1 秦主任 Qin",
                $"previous 2026-11-23 {hash}",
                "source core agrees",
                "  recoveries 3 1250.00 bank 3 1250.00",
                "  reversals 0 0.00 bank 0 0.00",
                "source page waiting",
                "  recoveries 1 0.05",
                "  reversals 2 80.00",
                "  reason By hand, from slips",
                $"head 0 17 {hash}",
                $"head 1 0 {zeros}",
            ],
            lines[..^2]);
        Assert.StartsWith("digest ", lines[^2], StringComparison.Ordinal);
        Assert.Empty(lines[^1]);
    }

    [Theory]
    [InlineData("CNY")]
    [InlineData("JPY")]
    [InlineData("KWD")]
    public void What_is_read_is_what_was_written_in_every_currency(string currency)
    {
        var text = CloseText.Write(Worked with { Currency = currency, Previous = null });
        var read = CloseText.Read(text);

        Assert.Equal(read.Stated, read.Actual);
        Assert.Equal(text, CloseText.Write(read.Record));
        Assert.Equal(125_000, read.Record.Lines[0].Bank!.Recoveries.SumMinor);
    }

    [Fact]
    public void A_copy_whose_lines_end_otherwise_is_the_same_close()
    {
        var text = CloseText.Write(Worked);
        var copy = CloseText.Read("\uFEFF" + text.Replace("\n", "\r\n", StringComparison.Ordinal) + "\r\n");

        Assert.Equal(copy.Stated, copy.Actual);
        Assert.Equal(text, CloseText.Write(copy.Record));
    }

    [Fact]
    public void A_figure_that_was_changed_does_not_fit_the_digest()
    {
        var changed = CloseText.Read(CloseText.Write(Worked).Replace("  recoveries 3 1250.00 bank", "  recoveries 3 1251.00 bank", StringComparison.Ordinal));
        Assert.NotEqual(changed.Stated, changed.Actual);
    }

    [Theory]
    [InlineData("")]
    [InlineData("digest ")]
    [InlineData("something else\ndigest 00\n")]
    public void Any_other_text_is_no_close(string text) => Assert.Throws<FormatException>(() => CloseText.Read(text));

    [Fact]
    public void A_line_that_was_taken_out_or_put_in_makes_it_no_close()
    {
        var lines = CloseText.Write(Worked).Split('\n');
        for (var i = 0; i < 5; i++)
        {
            var without = string.Join('\n', lines.Where((_, at) => at != i));
            Assert.Throws<FormatException>(() => CloseText.Read(without));
        }

        Assert.Throws<FormatException>(() => CloseText.Read(string.Join('\n', lines.Prepend("hello"))));
        Assert.Throws<FormatException>(() => CloseText.Read(CloseText.Write(Worked).Replace("1250.00", "1250", StringComparison.Ordinal)));
        Assert.Throws<FormatException>(() => CloseText.Read(CloseText.Write(Worked).Replace("by p-1 秦主任 Qin", "by p-1", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_reason_cannot_write_lines_of_its_own()
    {
        var line = Worked.Lines[1] with { Reason = "fine\nsource fake agrees" };
        var read = CloseText.Read(CloseText.Write(Worked with { Lines = [line] }));
        Assert.Equal("fine source fake agrees", Assert.Single(read.Record.Lines).Reason);
    }

    private static Tally Of(long count, long sum) => new() { Count = count, SumMinor = sum };
}
