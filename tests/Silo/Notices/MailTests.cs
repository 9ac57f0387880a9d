using System.Globalization;
using Leaderboard.Notices;
using Leaderboard.Rewards;
using Leaderboard.Roster;
using Leaderboard.Silo.Rewards;
using MimeKit;
using SmtpServer.Protocol;

namespace Leaderboard.Silo.Notices;

/// <summary>A decision is mailed to the person it concerns: once, by day, where they want it.</summary>
public abstract class MailTests(MailFloor floor)
{
    private static readonly TimeSpan SecondThoughts = TimeSpan.FromSeconds(15);
    private readonly RewardFloor _rewards = new(floor.Cluster);

    private CollectorId Li => new(_rewards.Named("li"));

    private string Address => $"{_rewards.Named("li")}@bank.example";

    private MimeMessage[] Mails => floor.MailsTo(Address);

    [Fact]
    public async Task A_decision_is_mailed_once_to_its_collector_with_its_reason_in_their_language()
    {
        await AskedAsync("en");
        await _rewards.Redemption("r").End(RedemptionState.Rejected, "Out of season.", "m");
        floor.Cluster.Time.Advance(SecondThoughts);

        await Notice(1).Send();
        await Notice(1).Send();

        var mail = Assert.Single(Mails);
        Assert.Equal("Not approved: mug × 2", mail.Subject);
        Assert.Contains("Tiger,", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("Reason: Out of season.", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains(floor.Cluster.Time.GetUtcNow().ToString("'\nDecided: 'd MMM yyyy' 10:15\n'", CultureInfo.InvariantCulture), mail.TextBody!.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Equal($"{_rewards.Named("r")}/1/mail@bank.example", mail.MessageId);
        Assert.Equal(floor.Cluster.Time.GetUtcNow(), mail.Date);
        Assert.Equal("leaderboard@bank.example", Assert.Single(floor.Mails(), m => m.To == Address).From);
        Assert.Equal((NoticeState.Sent, 1), await StateAsync(1));

        // To others no reason is told.
        Assert.Equal(RedemptionState.Rejected, Assert.Single(await TriedAsync()).Became);
    }

    [Fact]
    public async Task Who_has_chosen_no_language_reads_the_installations()
    {
        await AskedAsync(null);
        await _rewards.Redemption("r").Approve("m");
        floor.Cluster.Time.Advance(SecondThoughts);

        await Notice(1).Send();

        var mail = Assert.Single(Mails);
        Assert.Equal(("已批准：mug × 2", "龙虎榜"), (mail.Subject, mail.From.Mailboxes.Single().Name));
        Assert.StartsWith("Tiger：", mail.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_wants_no_mail_or_has_no_address_gets_none_and_nothing_waits()
    {
        await AskedAsync("en");
        await Contact(Address, "en", wantsMail: false);
        await _rewards.Redemption("r").Approve("m");
        floor.Cluster.Time.Advance(SecondThoughts);
        await Notice(1).Send();
        await Contact(null, "en", wantsMail: true);
        await _rewards.Redemption("r").Fulfil("m");

        await Notice(2).Send();

        Assert.Empty(Mails);
        Assert.Equal((NoticeState.Sent, NoticeState.Sent), ((await StateAsync(1)).State, (await StateAsync(2)).State));
    }

    [Fact]
    public async Task What_is_decided_in_the_evening_is_mailed_once_in_the_morning()
    {
        await AskedAsync("en", hour: 20);
        await _rewards.Redemption("r").End(RedemptionState.Rejected, null, "m");
        floor.Cluster.Time.Advance(SecondThoughts);

        await Notice(1).Send();

        var waiting = (await Notice(1).Get())!;
        Assert.Equal((NoticeState.Waiting, 0, null), (waiting.State, waiting.Tries, waiting.LastError));
        var local = waiting.DueAt!.Value.ToDateTimeOffset().ToOffset(TimeSpan.FromHours(8));
        Assert.Equal(new TimeSpan(8, 0, 0), local.TimeOfDay);
        floor.WaitUntil(7, 59);
        await Notice(1).Send();
        Assert.Empty(Mails);

        // To others it was told at night.
        Assert.Single(await TriedAsync());

        floor.WaitUntil(8, 0);
        await Notice(1).Send();
        await Notice(1).Send();

        Assert.Equal("Not approved: mug × 2", Assert.Single(Mails).Subject);
        Assert.Equal((NoticeState.Sent, 1), await StateAsync(1));
    }

    /// <summary>Nobody is told in the morning what was taken back at night.</summary>
    [Fact]
    public async Task What_was_taken_back_before_the_morning_is_not_mailed()
    {
        await AskedAsync("en", hour: 20);
        await _rewards.Redemption("r").End(RedemptionState.Rejected, null, "m");
        floor.Cluster.Time.Advance(SecondThoughts);
        await Notice(1).Send();
        Assert.Equal((NoticeState.Waiting, 0), await StateAsync(1));
        await _rewards.Redemption("r").Reopen("m");

        floor.WaitUntil(8, 0);
        await Notice(1).Send();

        Assert.Empty(Mails);
        Assert.Equal(NoticeState.Dropped, (await StateAsync(1)).State);
    }

    /// <summary>Refused for good or not, it is tried for two hours: who keeps the server may mend it.</summary>
    [Theory]
    [InlineData(SmtpReplyCode.MailboxUnavailable, "SMTP 550 MessageNotAccepted")]
    [InlineData(SmtpReplyCode.InsufficientStorage, "SMTP 452 MessageNotAccepted")]
    public async Task What_the_server_refuses_is_given_up_after_eight_tries_and_sent_again_by_hand(SmtpReplyCode code, string error)
    {
        await AskedAsync("en");
        await using var refusing = new MailServer();
        await refusing.StartAsync();
        refusing.Refuse(Address, code);
        await floor.WithServerAsync(refusing, () => GiveUpAsync(error));
        Assert.Empty(refusing.MailsTo(Address));

        await Notice(1).SendAgain();
        await Notice(1).Send();

        Assert.Equal($"{_rewards.Named("r")}/1/mail@bank.example", Assert.Single(Mails).MessageId);
        Assert.Equal((NoticeState.Sent, 1), await StateAsync(1));
    }

    [Fact]
    public async Task Where_no_server_answers_nothing_is_lost()
    {
        await AskedAsync("en");
        await floor.Server.KillAsync();
        try
        {
            await GiveUpAsync("ConnectionRefused");
        }
        finally
        {
            await floor.Server.StartAsync();
        }

        await Notice(1).SendAgain();
        await Notice(1).Send();

        Assert.Single(Mails);
    }

    [Fact]
    public async Task Nothing_in_a_name_becomes_a_header_or_a_recipient()
    {
        await AskedAsync("en", name: "Li\r\nBcc: x@bank.example", reward: "Mug\r\nBcc: x@bank.example\r\n\r\nBody");
        await _rewards.Redemption("r").Approve("m");
        floor.Cluster.Time.Advance(SecondThoughts);

        await Notice(1).Send();

        var mail = Assert.Single(Mails);
        Assert.Equal("Approved: Mug  Bcc: x@bank.example    Body × 2", mail.Subject);
        Assert.Equal([Address], mail.To.Mailboxes.Concat(mail.Cc.Mailboxes).Concat(mail.Bcc.Mailboxes).Select(m => m.Address));
        Assert.StartsWith("Li  Bcc: x@bank.example,", mail.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain(floor.Mails(), m => m.To.Contains("x@bank.example", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_no_address_is_not_kept_and_what_a_person_entered_is_forgotten_for_them_alone()
    {
        await Contact(Address, "en", wantsMail: true);

        foreach (var wrong in new[] { "li", $"{Address}\r\nBcc: x@bank.example", $"Li <{Address}>", $"{Address},x@bank.example" })
            Assert.False(await floor.Cluster.Grains.Contact(Li).Put(new Contact { Person = "p", Address = wrong, WantsMail = true }));
        await floor.Cluster.Grains.Contact(Li).Forget("another");
        Assert.Equal(new Contact { Person = "p", Address = Address, Language = "en", WantsMail = true }, await floor.Cluster.Grains.Contact(Li).Get());

        await floor.Cluster.Grains.Contact(Li).Forget("p");
        Assert.Null(await floor.Cluster.Grains.Contact(Li).Get());
    }

    private async Task GiveUpAsync(string error)
    {
        await _rewards.Redemption("r").Approve("m");
        floor.Cluster.Time.Advance(SecondThoughts);
        foreach (var minutes in new[] { 1, 2, 4, 8, 16, 32, 60 })
        {
            await Notice(1).Send();
            var waiting = (await Notice(1).Get())!;
            Assert.Equal((NoticeState.Waiting, error), (waiting.State, waiting.LastError));
            floor.Cluster.Time.Advance(TimeSpan.FromMinutes(minutes));
        }

        await Notice(1).Send();
        Assert.Equal((NoticeState.GivenUp, 8), await StateAsync(1));
        Assert.Empty(Mails);
    }

    private INoticeGrain Notice(int number, string channel = "mail") => floor.Cluster.Grains.Notice($"{_rewards.Named("r")}/{number}/{channel}");

    private async Task<(NoticeState State, int Tries)> StateAsync(int number) => await Notice(number).Get() is { } notice ? (notice.State, notice.Tries) : default;

    /// <summary>What the other channel was given, which has no quiet hours.</summary>
    private async Task<Domain.Notices.NoticeRecord[]> TriedAsync()
    {
        await Notice(1, "test").Send();
        return [.. floor.Cluster.Channel.TriedOf(Li).Select(t => t.Notice)];
    }

    private async Task Contact(string? address, string? language, bool wantsMail) =>
        Assert.True(await floor.Cluster.Grains.Contact(Li).Put(new Contact { Person = "p", Address = address, Language = language, WantsMail = wantsMail }));

    /// <summary>Two of them, by somebody who wants mail.</summary>
    private async Task AskedAsync(string? language, string name = "Tiger", string reward = "mug", int hour = 10)
    {
        floor.WaitUntil(hour, 15);
        await _rewards.HireAsync("li", 100_00);
        await _rewards.Collector("li").Put(new CollectorChange { Alias = name });
        await _rewards.OfferAsync("mug", 10_00, 20);
        await _rewards.ChangeAsync("mug", t => t with { Name = reward });
        await Contact(Address, language, wantsMail: true);
        Assert.Equal(RedemptionOutcome.Done, (await _rewards.AskAsync("r", "li", "mug", 2)).Outcome);
    }
}

public sealed class SqliteMailTests(SqliteMailFloor floor) : MailTests(floor), IClassFixture<SqliteMailFloor>;

public sealed class PostgreSqlMailTests(PostgreSqlMailFloor floor) : MailTests(floor), IClassFixture<PostgreSqlMailFloor>;
