using Leaderboard.Rewards;

namespace Leaderboard.Silo.Rewards;

/// <summary>Rewards that are had by code: each code is somebody's once, and is shown once.</summary>
public abstract class CodeTests(LeaderboardCluster cluster)
{
    private readonly RewardFloor _floor = new(cluster);

    [Fact]
    public async Task The_stock_of_a_reward_is_how_many_codes_are_left_whatever_its_terms_say()
    {
        await _floor.OfferAsync("card", 10_00, 40);
        Assert.False((await _floor.Reward("card").Get())!.IsByCode);
        Assert.Equal((CodesOutcome.NoKey, 0), await AddAsync("card", 1));

        Assert.Equal("k1", await _floor.Reward("card").CodeKey("k1"));
        Assert.Equal("k1", await _floor.Reward("card").CodeKey("k2"));
        Assert.Equal((CodesOutcome.Done, 3), await AddAsync("card", 3));
        Assert.Equal((CodesOutcome.Done, 2), await AddAsync("card", 5));
        await _floor.OfferAsync("card", 11_00, 40);

        var offered = (await _floor.Reward("card").Get())!;
        Assert.Equal((11_00, 5, 5, 0), (offered.Terms.PriceHundredths, offered.Terms.Stock, offered.Available, offered.CodesGiven));
    }

    [Fact]
    public async Task Codes_are_put_into_goods_and_services_alone_and_not_while_something_else_is_asked_for()
    {
        Assert.Null(await _floor.Reward("none").CodeKey("k"));
        Assert.Equal((CodesOutcome.NoSuchReward, 0), await AddAsync("none", 1));
        await _floor.OfferAsync("leave", 10_00, null);
        await _floor.ChangeAsync("leave", t => t with { Kind = RewardKind.Leave });
        await _floor.Reward("leave").CodeKey("k");
        Assert.Equal((CodesOutcome.WrongKind, 0), await AddAsync("leave", 1));

        await _floor.StockAsync();
        await _floor.Reward("mug").CodeKey("k");
        await _floor.AskAsync("open", "li", "mug");
        Assert.Equal((CodesOutcome.OpenRequests, 0), await AddAsync("mug", 1));
        Assert.Equal((200_00, 40_25, 3, 1, 12_50, 0), await _floor.StateAsync("li", "mug"));
        await _floor.Redemption("open").End(RedemptionState.Rejected, "no", "m");
        Assert.Equal((CodesOutcome.Done, 1), await AddAsync("mug", 1));
        Assert.Equal((200_00, 0, 1, 0, 0, 0), await _floor.StateAsync("li", "mug"));
    }

    [Fact]
    public async Task A_code_is_its_owners_when_it_is_handed_over_and_is_shown_once_however_many_ask()
    {
        await StockAsync(codes: 2);
        Assert.True((await _floor.AskAsync("r", "li", "card")).Redemption!.IsByCode);
        Assert.Equal(RedemptionOutcome.IllegalMove, (await _floor.Redemption("r").Show()).Outcome);
        await _floor.Redemption("r").Approve("m");
        Assert.Empty(await _floor.Redemption("r").Codes());
        Assert.Equal((100_00, 10_00, 2, 1, 0, 0), await _floor.StateAsync("li", "card"));

        await _floor.Redemption("r").Fulfil("li");
        await _floor.Redemption("r").Fulfil("li");
        Assert.Equal(["sealed-0"], await _floor.Redemption("r").Codes());
        Assert.Equal((90_00, 0, 1, 0, 0, 0), await _floor.StateAsync("li", "card"));
        Assert.Equal(1, (await _floor.Reward("card").Get())!.CodesGiven);

        var shown = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => _floor.Redemption("r").Show()));
        Assert.Single(shown, a => a.IsNew);
        Assert.All(shown, a => Assert.Equal((RedemptionOutcome.Done, cluster.Time.Now()), (a.Outcome, a.Redemption!.ShownAt)));
        Assert.Empty(await _floor.Redemption("r").Codes());
    }

    // Number 0 was seen, 1 not: 2 are left, and 1 goes first.
    [Fact]
    public async Task What_comes_back_unseen_goes_to_the_next_and_what_was_seen_to_nobody()
    {
        await StockAsync(codes: 3);
        foreach (var id in new[] { "seen", "unseen" })
        {
            await _floor.AskAsync(id, "li", "card");
            await _floor.Redemption(id).Approve("m");
            await _floor.Redemption(id).Fulfil("m");
        }

        await _floor.Redemption("seen").Show();
        await _floor.Redemption("seen").Return(toShelf: true, "broken", "m");
        Assert.Equal((90_00, 0, 1, 0, 0, 0), await _floor.StateAsync("li", "card"));
        await _floor.Redemption("unseen").Return(toShelf: true, "notWanted", "m");
        Assert.Equal((100_00, 0, 2, 0, 0, 0), await _floor.StateAsync("li", "card"));
        Assert.Empty(await _floor.Redemption("unseen").Codes());
        Assert.Equal(RedemptionOutcome.IllegalMove, (await _floor.Redemption("unseen").Show()).Outcome);

        await _floor.AskAsync("next", "li", "card", 2);
        await _floor.Redemption("next").Approve("m");
        await _floor.Redemption("next").Fulfil("m");
        Assert.Equal(["sealed-1", "sealed-2"], await _floor.Redemption("next").Codes());
        Assert.Equal(RedemptionOutcome.OutOfStock, (await _floor.AskAsync("late", "li", "card")).Outcome);
        Assert.Equal((0, 3), ((await _floor.Reward("card").Get())!.Terms.Stock, (await _floor.Reward("card").Get())!.CodesGiven));
    }

    [Fact]
    public async Task What_is_rejected_gives_no_code_away()
    {
        await StockAsync(codes: 1);
        await _floor.AskAsync("r", "li", "card");
        Assert.Equal(RedemptionOutcome.OutOfStock, (await _floor.AskAsync("other", "li", "card")).Outcome);
        await _floor.Redemption("r").Approve("m");
        await _floor.Redemption("r").End(RedemptionState.Cancelled, null, "m");

        Assert.Equal((100_00, 0, 1, 0, 0, 0), await _floor.StateAsync("li", "card"));
        Assert.Equal(0, (await _floor.Reward("card").Get())!.CodesGiven);
        Assert.Equal(RedemptionState.Requested, (await _floor.AskAsync("other", "li", "card")).Redemption!.State);
    }

    // Six codes: one given, one set aside, one that came back unseen, three that nobody had. The four that are free go out but one, which is set aside.
    [Fact]
    public async Task What_nobody_was_given_is_taken_out_and_what_is_set_aside_stays()
    {
        await StockAsync(codes: 6);
        foreach (var id in new[] { "given", "back" })
        {
            await _floor.AskAsync(id, "li", "card");
            await _floor.Redemption(id).Approve("m");
            await _floor.Redemption(id).Fulfil("m");
        }

        await _floor.Redemption("back").Return(toShelf: true, "notWanted", "m");
        await _floor.AskAsync("open", "li", "card");
        Assert.Equal((90_00, 10_00, 5, 1, 0, 0), await _floor.StateAsync("li", "card"));

        Assert.Equal(4, await _floor.Reward("card").TakeOutCodes("m"));
        Assert.Equal(0, await _floor.Reward("card").TakeOutCodes("m"));
        Assert.Equal(0, await _floor.Reward("none").TakeOutCodes("m"));

        Assert.Equal((90_00, 10_00, 1, 1, 0, 0), await _floor.StateAsync("li", "card"));
        Assert.Equal((0, 1), ((await _floor.Reward("card").Get())!.Available, (await _floor.Reward("card").Get())!.CodesGiven));
        Assert.Equal(["sealed-0"], await _floor.Redemption("given").Codes());
        Assert.Equal(RedemptionOutcome.OutOfStock, (await _floor.AskAsync("late", "li", "card")).Outcome);
        await _floor.Redemption("open").Approve("m");
        await _floor.Redemption("open").Fulfil("m");
        Assert.Equal(["sealed-1"], await _floor.Redemption("open").Codes());
        Assert.Equal((80_00, 0, 0, 0, 0, 0), await _floor.StateAsync("li", "card"));
    }

    // Numbers 2 and 3 again, and 4 for the first time: what was taken out is there again, what was given is not.
    [Fact]
    public async Task What_was_taken_out_can_be_put_in_again()
    {
        await StockAsync(codes: 4);
        await _floor.AskAsync("r0", "li", "card");
        await _floor.Redemption("r0").Approve("m");
        await _floor.Redemption("r0").Fulfil("m");
        Assert.Equal(3, await _floor.Reward("card").TakeOutCodes("m"));

        var again = await _floor.Reward("card").AddCodes([.. RewardFloor.Codes(0, 1), .. RewardFloor.Codes(2, 3)], "m");
        Assert.Equal((CodesOutcome.Done, 3), (again.Outcome, again.Added));
        Assert.Equal((CodesOutcome.Done, 0), await AddAsync("card", 1));

        Assert.Equal((90_00, 0, 3, 0, 0, 0), await _floor.StateAsync("li", "card"));
        Assert.Equal(1, (await _floor.Reward("card").Get())!.CodesGiven);
        await _floor.AskAsync("r1", "li", "card", 3);
        await _floor.Redemption("r1").Approve("m");
        await _floor.Redemption("r1").Fulfil("m");
        Assert.Equal(["sealed-2", "sealed-3", "sealed-4"], await _floor.Redemption("r1").Codes());
    }

    // Each code is asked for, or taken out: never both, and none is lost.
    [Fact]
    public async Task Who_asks_and_who_takes_out_at_once_never_have_the_same_code()
    {
        const int codes = 40;
        await _floor.OfferAsync("card", 1_00, null);
        await PutInAsync(codes);
        for (var i = 0; i < 10; i++)
            await _floor.HireAsync($"c{i}", 100_00);

        var asking = Enumerable.Range(0, codes).Select(async i =>
        {
            if ((await _floor.AskAsync($"r{i}", $"c{i % 10}", "card")).Outcome != RedemptionOutcome.Done)
                return null;
            await _floor.Redemption($"r{i}").Approve("m");
            await _floor.Redemption($"r{i}").Fulfil("m");
            return Assert.Single(await _floor.Redemption($"r{i}").Codes());
        }).ToList();
        var takenOut = Enumerable.Range(0, 4).Select(_ => _floor.Reward("card").TakeOutCodes("m")).ToList();

        var given = (await Task.WhenAll(asking)).OfType<string>().ToList();
        Assert.Equal(codes, given.Count + (await Task.WhenAll(takenOut)).Sum());
        Assert.Equal(given.Count, given.Distinct(StringComparer.Ordinal).Count());
        var offered = (await _floor.Reward("card").Get())!;
        Assert.Equal((0, 0, given.Count), (offered.Terms.Stock, offered.Reserved, offered.CodesGiven));
    }

    // 200 ask for 150 codes at once, and all that have one are handed over at once: 150 different codes, in the end none is left.
    [Fact]
    public async Task Two_hundred_at_once_never_have_a_code_together()
    {
        const int codes = 150;
        await _floor.OfferAsync("card", 1_00, null);
        await PutInAsync(codes);
        for (var i = 0; i < 10; i++)
            await _floor.HireAsync($"c{i}", 100_00);

        var asked = await Task.WhenAll(Enumerable.Range(0, 200).Select(async i => (Id: $"r{i}", (await _floor.AskAsync($"r{i}", $"c{i % 10}", "card")).Outcome)));
        Assert.Equal(200 - codes, asked.Count(a => a.Outcome == RedemptionOutcome.OutOfStock));
        var given = await Task.WhenAll(asked.Where(a => a.Outcome == RedemptionOutcome.Done).Select(async a =>
        {
            await _floor.Redemption(a.Id).Approve("m");
            await Task.WhenAll(_floor.Redemption(a.Id).Fulfil("m"), _floor.Redemption(a.Id).Fulfil("m"));
            return Assert.Single(await _floor.Redemption(a.Id).Codes());
        }));

        Assert.Equal(Enumerable.Range(0, codes).Select(i => $"sealed-{i}").Order(StringComparer.Ordinal), given.Order(StringComparer.Ordinal));
        var offered = (await _floor.Reward("card").Get())!;
        Assert.Equal((0, 0, codes), (offered.Terms.Stock, offered.Reserved, offered.CodesGiven));
    }

    // Ten files with the same hundred codes, at the same moment, while somebody asks.
    [Fact]
    public async Task The_same_codes_put_in_at_once_are_there_once()
    {
        await StockAsync(codes: 1);

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => AddAsync("card", 100)));
        await Task.WhenAll(Enumerable.Range(0, 5).Select(i => _floor.AskAsync($"r{i}", "li", "card")));

        Assert.All(answers, a => Assert.Equal(CodesOutcome.Done, a.Outcome));
        Assert.Equal(99, answers.Sum(a => a.Added));
        Assert.Equal((100_00, 50_00, 100, 5, 0, 0), await _floor.StateAsync("li", "card"));
    }

    /// <summary>100.00 points of li, and so many codes at 10.00.</summary>
    private async Task StockAsync(int codes)
    {
        await _floor.HireAsync("li", 100_00);
        await _floor.OfferAsync("card", 10_00, null);
        await PutInAsync(codes);
    }

    private async Task PutInAsync(int codes)
    {
        await _floor.Reward("card").CodeKey("k");
        for (var from = 0; from < codes; from += 100)
            Assert.Equal(CodesOutcome.Done, (await _floor.Reward("card").AddCodes(RewardFloor.Codes(from, Math.Min(100, codes - from)), "m")).Outcome);
    }

    private async Task<(CodesOutcome Outcome, int Added)> AddAsync(string reward, int count) =>
        await _floor.Reward(reward).AddCodes(RewardFloor.Codes(0, count), "m") is var answer ? (answer.Outcome, answer.Added) : default;
}

public sealed class SqliteCodeTests(SqliteCluster cluster) : CodeTests(cluster), IClassFixture<SqliteCluster>;

public sealed class PostgreSqlCodeTests(PostgreSqlCluster cluster) : CodeTests(cluster), IClassFixture<PostgreSqlCluster>;
