using System.Globalization;
using Leaderboard.Notices;
using Leaderboard.Rewards;
using Leaderboard.Roster;
using Leaderboard.Silo.Rewards;
using Leaderboard.Testing;

namespace Leaderboard.Silo.Notices;

/// <summary>The mail server is killed while mails wait, and started again: each arrives, and each notice says what became of it.</summary>
public abstract class MailKillTests(MailFloor floor)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly RewardFloor _rewards = new(floor.Cluster);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_waited_while_the_server_was_dead_arrives_once_and_what_it_had_taken_stays()
    {
        var before = await DecidedAsync("a", 2);
        await SendAsync(before);
        string[] waiting;
        await floor.Server.KillAsync();
        try
        {
            waiting = await DecidedAsync("b", 4);
            await SendAsync(waiting);

            Assert.All(await StatesAsync(waiting), s => Assert.Equal((NoticeState.Waiting, 1, "ConnectionRefused"), s));
        }
        finally
        {
            await floor.Server.StartAsync();
        }

        floor.Cluster.Time.Advance(TimeSpan.FromMinutes(1));
        await SendAsync(waiting);
        await SendAsync([.. before, .. waiting]);

        Assert.All(await StatesAsync(before), s => Assert.Equal((NoticeState.Sent, 1, null), s));
        Assert.All(await StatesAsync(waiting), s => Assert.Equal((NoticeState.Sent, 2, null), s));
        Assert.All([.. before, .. waiting], p => Assert.Equal("已批准：杯子", Assert.Single(floor.MailsTo(AddressOf(p)), m => m.MessageId == MailIdOf(p)).Subject));
    }

    /// <summary>What the server had taken when it died, and could not say so, comes twice: under one id.</summary>
    [Fact]
    public async Task Killed_while_it_takes_mails_none_is_lost()
    {
        var people = await DecidedAsync("p", 24);
        var sending = SendAsync(people);
        await Eventually.TrueAsync("the first mail is there", Patience, () => Task.FromResult(Array.Exists(people, p => floor.MailsTo(AddressOf(p)).Length > 0)), Cancel);
        await floor.Server.KillAsync();
        await sending;
        await floor.Server.StartAsync();

        var left = (await StatesAsync(people)).Count(s => s.State == NoticeState.Waiting);
        Assert.All(await StatesAsync(people), s => Assert.True(s is (NoticeState.Sent, 1, null) or (NoticeState.Waiting, 1, not null), s.ToString()));
        floor.Cluster.Time.Advance(TimeSpan.FromMinutes(1));
        await SendAsync(people);

        var states = await StatesAsync(people);
        Assert.All(states, s => Assert.Equal((NoticeState.Sent, null), (s.State, s.Error)));
        Assert.Equal(left, states.Count(s => s.Tries == 2));
        foreach (var person in people)
            Assert.Equal([MailIdOf(person)], floor.MailsTo(AddressOf(person)).Select(m => m.MessageId).Distinct(StringComparer.Ordinal));
    }

    private string AddressOf(string person) => $"{_rewards.Named(person)}@bank.example";

    private string MailIdOf(string person) => $"{_rewards.Named("r-" + person)}/1/mail@bank.example";

    private INoticeGrain Notice(string person) => floor.Cluster.Grains.Notice($"{_rewards.Named("r-" + person)}/1/mail");

    private Task SendAsync(string[] people) => Task.WhenAll(people.Select(p => Notice(p).Send()));

    private async Task<(NoticeState State, int Tries, string? Error)[]> StatesAsync(string[] people) =>
        Array.ConvertAll(await Task.WhenAll(people.Select(p => Notice(p).Get())), n => (n!.State, n.Tries, n.LastError));

    /// <summary>People who want mail, and what they asked for approved: due, and not yet sent.</summary>
    private async Task<string[]> DecidedAsync(string name, int count)
    {
        floor.WaitUntil(10, 15);
        await _rewards.OfferAsync("mug", 10_00, null);
        await _rewards.ChangeAsync("mug", t => t with { Name = "杯子" });
        var people = Enumerable.Range(1, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"{name}{i}")).ToArray();
        foreach (var person in people)
        {
            await _rewards.HireAsync(person, 100_00);
            Assert.True(await floor.Cluster.Grains.Contact(new CollectorId(_rewards.Named(person))).Put(new Contact { Person = person, Address = AddressOf(person), WantsMail = true }));
            Assert.Equal(RedemptionOutcome.Done, (await _rewards.AskAsync("r-" + person, person, "mug")).Outcome);
            await _rewards.Redemption("r-" + person).Approve("m");
        }

        floor.Cluster.Time.Advance(TimeSpan.FromSeconds(15));
        return people;
    }
}

public sealed class SqliteMailKillTests(SqliteMailFloor floor) : MailKillTests(floor), IClassFixture<SqliteMailFloor>;

public sealed class PostgreSqlMailKillTests(PostgreSqlMailFloor floor) : MailKillTests(floor), IClassFixture<PostgreSqlMailFloor>;
