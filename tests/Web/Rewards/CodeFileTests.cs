using System.Text;

namespace Leaderboard.Web.Rewards;

/// <summary>Codes as shops, banks and spreadsheets send them.</summary>
public sealed class CodeFileTests
{
    private static readonly string Longest = new('x', CodeFile.MaxLength);

    [Theory]
    [InlineData("A-1\nA-2\n", "A-1|A-2")]
    [InlineData("A-1\r\nA-2", "A-1|A-2")]
    [InlineData("\uFEFFA-1\nA-2", "A-1|A-2")]
    [InlineData("\uFEFFcode\nA-1", "A-1")]
    [InlineData("兑换码\n甲-1\n甲-2", "甲-1|甲-2")]
    [InlineData("\n\n  A-1  \n\nA-1\n", "A-1|A-1")]
    [InlineData("code,pin\nA-1,0042\nA-2,", "A-1,0042|A-2")]
    [InlineData("code\tpin\nA-1\t0042\nA-2\t", "A-1 0042|A-2")]
    [InlineData("https://x.example/?a=1,b=2\nhttps://x.example/?a=3,,b=4;c=5, d\n,,A-6", "https://x.example/?a=1,b=2|https://x.example/?a=3,,b=4;c=5, d|A-6")]
    [InlineData("A;1\nA;2", "A;1|A;2")]
    [InlineData("ABCD\nEFGH", "ABCD|EFGH")]
    [InlineData("ABCD\nEFGH\nA-1", "ABCD|EFGH|A-1")]
    [InlineData("code\nABCD\nA-1", "ABCD|A-1")]
    [InlineData("ABCD", "ABCD")]
    [InlineData("\"A,1\"\n\"say \"\"hi\"\"\"", "A,1|say \"hi\"")]
    [InlineData("code", null)]
    [InlineData("A-1\ncode", "A-1|code")]
    public async Task A_code_stands_on_each_line(string text, string? codes)
    {
        var read = await CodeFile.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), TestContext.Current.CancellationToken);

        Assert.Equal((codes is null ? "none" : null, codes ?? ""), (read.Fault, string.Join('|', read.Codes)));
        Assert.Equal(read.Codes, (await CodeFile.ReadAsync(new StringReader(text), TestContext.Current.CancellationToken)).Codes);
    }

    [Theory]
    [InlineData("", "none", 0)]
    [InlineData(" \n,\n", "none", 0)]
    [InlineData("A\nB\u0007\n", "unprintable", 2)]
    [InlineData("A\u200B1\n", "unprintable", 1)]
    [InlineData("A\nB\uD800\n", "unprintable", 2)]
    [InlineData("A\n\"B\n", "unreadable", 2)]
    [InlineData("Voucher code\nA-1\nA-2", "heading", 1)]
    [InlineData("\nPIN\n0042", "heading", 2)]
    [InlineData("\uFEFF卡密,有效期\n甲１,\n甲２,", "heading", 1)]
    public async Task What_is_no_code_is_named_by_its_line_and_nothing_is_taken(string text, string fault, long line)
    {
        var read = await CodeFile.ReadAsync(new StringReader(text), TestContext.Current.CancellationToken);

        Assert.Equal((fault, line, 0), (read.Fault, read.Line, read.Codes.Count));
    }

    [Fact]
    public async Task Two_hundred_characters_are_a_code_and_one_more_is_not()
    {
        Assert.Equal([Longest], (await CodeFile.ReadAsync(new StringReader(Longest), TestContext.Current.CancellationToken)).Codes);
        Assert.Equal(("tooLong", 2L), await FaultAsync("A\n" + Longest + "y"));
    }

    [Fact]
    public async Task Ten_thousand_codes_are_a_file_and_one_more_is_not()
    {
        var most = string.Join('\n', Enumerable.Range(0, CodeFile.MaxCodes));
        Assert.Equal(CodeFile.MaxCodes, (await CodeFile.ReadAsync(new StringReader(most), TestContext.Current.CancellationToken)).Codes.Count);
        Assert.Equal(("tooMany", 10_001L), await FaultAsync(most + "\nmore"));
    }

    [Fact]
    public async Task Another_encoding_is_said_to_be_one() =>
        Assert.Equal("encoding", (await CodeFile.ReadAsync(new MemoryStream([0xC4, 0xE3, 0xBA, 0xC3]), TestContext.Current.CancellationToken)).Fault);

    private static async Task<(string? Fault, long Line)> FaultAsync(string text) =>
        await CodeFile.ReadAsync(new StringReader(text), TestContext.Current.CancellationToken) is var read ? (read.Fault, read.Line) : default;
}
