namespace Leaderboard.Web.Api;

public sealed class SendersTests
{
    [Theory]
    [InlineData("core", "core")]
    [InlineData("Core Banking", "core-banking")]
    [InlineData("  T24 / night run!", "t24-night-run")]
    [InlineData("a.b_c:d-e", "a.b_c:d-e")]
    [InlineData("核心 core 系统", "core")]
    [InlineData("核心系统", "")]
    [InlineData("", "")]
    public void A_name_becomes_an_id_in_small_letters(string name, string id) => Assert.Equal(id, Senders.IdOf(name));

    [Fact]
    public void A_long_name_is_cut() => Assert.Equal(new string('x', 64), Senders.IdOf(new string('X', 100)));

    [Theory]
    [InlineData("", "file")]
    [InlineData("夜间", "file")]
    [InlineData("Branch 7", "branch-7")]
    public void A_file_whose_source_is_not_named_is_a_file(string source, string id) => Assert.Equal(id, Senders.OfFile(source));
}
