namespace Leaderboard.Web.Imports;

public sealed class DelimitedTextTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("a,b\n1,2\n", "1:a|b 2:1|2")]
    [InlineData("a;b\r\n1;2,5", "1:a|b 2:1|2,5")]
    [InlineData("a\tb\r1\t2", "1:a|b 2:1|2")]
    [InlineData("sep=;\na;b", "2:a|b")]
    [InlineData("a,b\n\"x, y\",\"say \"\"hi\"\"\"\n3,4", "1:a|b 2:x, y|say \"hi\" 3:3|4")]
    [InlineData("a,b\n\"two\nlines\",2\n3,4", "1:a|b 2:two\nlines|2 4:3|4")]
    [InlineData("a,b\n5\" pipe,2\n", "1:a|b 2:5\" pipe|2")]
    [InlineData("a,b\n1\n1,2,3\n", "1:a|b 2:1 3:1|2|3")]
    [InlineData("a,b\n\n1,2", "1:a|b 2: 3:1|2")]
    [InlineData("", "")]
    public async Task Records_are_read_as_people_and_programs_write_them(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', (await ReadAsync(text)).Select(l => $"{l.Line}:{string.Join('|', l.Cells)}")));

    [Fact]
    public async Task A_quote_that_is_never_closed_costs_one_line_and_not_the_rest_of_the_file()
    {
        var lines = await ReadAsync("a,b\n\"oops,1\n3,4\n5,6\n");

        Assert.Equal(["1:", "2:unclosedQuote", "3:", "4:"], lines.Select(l => $"{l.Line}:{l.Fault}"));
        Assert.Equal(["5", "6"], lines[^1].Cells);
    }

    [Theory]
    [InlineData(10 << 20)]
    [InlineData(DelimitedText.MaxRecord)]
    public async Task A_line_of_many_megabytes_is_one_fault_and_takes_no_memory(int length)
    {
        var lines = await ReadAsync($"a,b\n{new string('x', length)}\n3,4\n");

        Assert.Equal(["1:", "2:lineTooLong", "3:"], lines.Select(l => $"{l.Line}:{l.Fault}"));
        Assert.Equal(["3", "4"], lines[^1].Cells);
    }

    private static async Task<List<SheetLine>> ReadAsync(string text)
    {
        var reader = new DelimitedText(new StringReader(text));
        var lines = new List<SheetLine>();
        while (await reader.ReadAsync(Cancel) is { } line)
            lines.Add(line);
        return lines;
    }
}
