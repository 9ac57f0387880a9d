using Leaderboard.Boards;
using Leaderboard.Contests;
using Leaderboard.Web.Pages.Contests;

namespace Leaderboard.Web.Contests;

/// <summary>What the guided form makes of prizes, and which field it names when it cannot.</summary>
public sealed class ContestFormTests
{
    private static readonly InstitutionSettings Settings = InstitutionSettings.Of("Asia/Shanghai", "CNY");
    private static readonly InstitutionCalendar Calendar = new(Settings);

    /// <summary>The plan of domain.md: 80 to 100 % of the target at 1 %, to 120 % at 1.5 %, above at 2 %; a pool of 3,000 half equally, half by effective amount.</summary>
    [Fact]
    public void Money_a_pool_and_steps_become_prizes()
    {
        var form = Filled();
        form.Pool = "3,000";
        form.ByValue = "50";

        var (rules, fault) = form.Read(Calendar, Settings);

        Assert.Null(fault);
        Assert.NotNull(rules);
        Assert.Equal(200_000_00, rules.Target);
        Assert.Equal([(PrizeUnit.Money, 1_000_00L, null), (PrizeUnit.Money, null, 3_000_00L), (PrizeUnit.Money, null, null)], rules.Prizes.Select(p => (p.Unit, p.Each, p.Pool)));
        Assert.Equal(new PrizeSplit { ByValue = 5_000, Measure = BoardMeasure.Effective }, rules.Prizes[1].Split);
        Assert.Equal([(8_000, 10_000), (10_000, 15_000), (12_000, 20_000)], rules.Prizes[2].Tiers.Select(t => (t.From, t.Rate)));
    }

    [Theory]
    [InlineData("1,000.001", "3000", "50", "80", "1", "200000", "Gold")]
    [InlineData("0", "3000", "50", "80", "1", "200000", "Gold")]
    [InlineData("1000", "much", "50", "80", "1", "200000", "Pool")]
    [InlineData("1000", "3000", "101", "80", "1", "200000", "ByValue")]
    [InlineData("1000", "", "50", "80", "1", "200000", "ByValue")]
    [InlineData("1000", "3000", "50", "80", "", "200000", "StepFroms")]
    [InlineData("1000", "3000", "50", "120", "1", "200000", "StepFroms")]
    [InlineData("1000", "3000", "50", "80", "100.1", "200000", "StepFroms")]
    [InlineData("1000", "3000", "50", "80", "1", "", "StepFroms")]
    public void What_cannot_be_read_is_named(string gold, string pool, string byValue, string from, string rate, string target, string fault)
    {
        var form = Filled();
        (form.Gold, form.Pool, form.ByValue, form.Target) = (gold, pool, byValue, target);
        (form.StepFroms[0], form.StepRates[0]) = (from, rate);
        Assert.Equal((null, fault), form.Read(Calendar, Settings));
    }

    [Fact]
    public void Steps_pay_a_part_of_an_amount_and_of_nothing_else()
    {
        var form = Filled();
        form.Measure = BoardMeasure.Count;
        Assert.Equal((null, "StepFroms"), form.Read(Calendar, Settings));
    }

    private static ContestForm Filled() => new()
    {
        Name = "Money",
        From = new DateOnly(2026, 11, 2),
        To = new DateOnly(2026, 11, 8),
        Unit = PrizeUnit.Money,
        Target = "200,000",
        Gold = "1,000",
        StepFroms = ["80", "100", "120"],
        StepRates = ["1", "1.5", "2"],
    };
}
