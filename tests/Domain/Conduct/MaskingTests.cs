namespace Leaderboard.Domain.Conduct;

public sealed class MaskingTests
{
    [Theory]
    [InlineData("Called 13800138000 twice.", "Called 138****8000 twice.")]
    [InlineData("138 0013 8000", "138 **** 8000")]
    [InlineData("+86 138-0013-8000", "+86 1**-****-8000")]
    [InlineData("身份证11010519491231002X，电话13800138000", "身份证110105********002X，电话138****8000")]
    [InlineData("6222021234567890123", "622202*********0123")]
    [InlineData("On 2026-11-02 10:15 he owed 1250.00, 30 days late.", "On 2026-11-02 10:15 he owed 1250.00, 30 days late.")]
    [InlineData("", "")]
    public void Numbers_that_name_somebody_are_masked_and_others_stay(string text, string masked) => Assert.Equal(masked, Masking.Of(text));
}
