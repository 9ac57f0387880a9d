using Leaderboard.Notices;
using Leaderboard.Rewards;
using Leaderboard.Roster;
using Leaderboard.Silo.Rewards;
using MimeKit;

namespace Leaderboard.Silo.Notices;

/// <summary>Before something ends its owner gets a mail: once, by day, where they want it.</summary>
public abstract class MailReminderTests(MailFloor floor)
{
    private readonly RewardFloor _rewards = new(floor.Cluster);

    private string Address => $"{_rewards.Named("li")}@bank.example";

    private MimeMessage[] Mails => floor.MailsTo(Address);

    // Asked for at 21:00; that it ends is to be told a day later, which is night again.
    [Fact]
    public async Task What_is_due_at_night_is_mailed_once_in_the_morning_and_to_nobody_else()
    {
        await AskedAsync();
        floor.Cluster.Time.Advance(TimeSpan.FromDays(1));
        await floor.Cluster.Grains.Redemptions().Finish();

        await Notice("0/ending").Send();
        Assert.Equal((NoticeState.Waiting, 0), await StateAsync("0/ending"));
        await Notice("0/ending", "test").Send();
        Assert.Equal(NoticeState.Sent, (await Notice("0/ending", "test").Get())!.State);
        floor.WaitUntil(7, 59);
        await Notice("0/ending").Send();
        Assert.Empty(Mails);
        floor.WaitUntil(8, 0);
        await Notice("0/ending").Send();
        await Notice("0/ending").Send();

        var mail = Assert.Single(Mails);
        Assert.Equal("Ends soon: mug × 2", mail.Subject);
        var end = floor.Cluster.Time.GetUtcNow().ToString("d MMM yyyy", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Contains($"mug × 2 is not decided yet; the request ends on {end} 21:00, and the points are free again.", mail.TextBody, StringComparison.Ordinal);
        Assert.Equal($"{_rewards.Named("r")}/0/ending/mail@bank.example", mail.MessageId);
    }

    [Fact]
    public async Task What_is_picked_up_before_the_morning_is_not_mailed()
    {
        await AskedAsync();
        await _rewards.Redemption("r").Approve("m");
        floor.Cluster.Time.Advance(TimeSpan.FromDays(1));
        await floor.Cluster.Grains.Redemptions().Finish();
        await Notice("1/ending").Send();
        Assert.Equal((NoticeState.Waiting, 0), await StateAsync("1/ending"));
        await _rewards.Redemption("r").Fulfil("m");

        floor.WaitUntil(8, 0);
        await Notice("1/ending").Send();

        Assert.Equal(NoticeState.Dropped, (await StateAsync("1/ending")).State);
        Assert.DoesNotContain(Mails, m => m.Subject!.StartsWith("Ends soon", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_wants_no_mail_gets_none()
    {
        await AskedAsync(wantsMail: false);
        floor.Cluster.Time.Advance(TimeSpan.FromDays(1));
        await floor.Cluster.Grains.Redemptions().Finish();
        floor.WaitUntil(8, 0);

        await Notice("0/ending").Send();

        Assert.Equal(NoticeState.Sent, (await StateAsync("0/ending")).State);
        Assert.Empty(Mails);
    }

    private INoticeGrain Notice(string name, string channel = "mail") => floor.Cluster.Grains.Notice($"{_rewards.Named("r")}/{name}/{channel}");

    private async Task<(NoticeState State, int Tries)> StateAsync(string name) => await Notice(name).Get() is { } notice ? (notice.State, notice.Tries) : default;

    private async Task AskedAsync(bool wantsMail = true)
    {
        floor.WaitUntil(21, 0);
        await _rewards.HireAsync("li", 100_00);
        await _rewards.Collector("li").Put(new CollectorChange { Alias = "Tiger" });
        await _rewards.OfferAsync("mug", 10_00, 5);
        Assert.True(await floor.Cluster.Grains.Contact(new CollectorId(_rewards.Named("li"))).Put(new Contact { Person = "p", Address = Address, Language = "en", WantsMail = wantsMail }));
        Assert.Equal(RedemptionOutcome.Done, (await _rewards.AskAsync("r", "li", "mug", 2)).Outcome);
    }
}

public sealed class SqliteMailReminderTests(SqliteMailFloor floor) : MailReminderTests(floor), IClassFixture<SqliteMailFloor>;

public sealed class PostgreSqlMailReminderTests(PostgreSqlMailFloor floor) : MailReminderTests(floor), IClassFixture<PostgreSqlMailFloor>;
