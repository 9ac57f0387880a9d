using System.Text.Json;
using Leaderboard.Recoveries;

namespace Leaderboard.Web.Api;

public sealed class EntryParsersTests
{
    private const string Recovery = """{"id":"r","collectorId":"c","amount":12.5,"receivedAt":"2026-11-02T02:15:00Z"}""";
    private const string Reversal = """{"id":"v","recoveryId":"r","reason":"bounced"}""";

    private static readonly EntryParsers Parsers = new(InstitutionSettings.Of("Asia/Shanghai", "CNY"), TimeProvider.System);

    public static TheoryData<string> SameRecoveries =>
    [
        """{"id":"r","collectorId":"c","amount":"12.50","receivedAt":"2026-11-02T02:15:00Z"}""",
        """{"id":"r","collectorId":"c","amount":125e-1,"receivedAt":"2026-11-02T10:15:00.000+08:00"}""",
        """{"receivedAt":"2026-11-02T02:15:00+00:00","amount":12.5,"collectorId":"c","id":"r"}""",
        """{"id":"r","collectorId":"c","amount":12.5,"receivedAt":"2026-11-02T02:15:00.0000009Z"}""",
        """{"id":"r","collectorId":"c","amount":12.5,"kind":"cash","channel":"transfer","currency":"CNY","receivedAt":"2026-11-02T02:15:00Z"}""",
        """{"id":"r","collectorId":"c","amount":12.5,"kind":null,"accountId":null,"receivedAt":"2026-11-02T02:15:00Z"}""",
        """{"id":"r","collectorId":"c","amount":12.5,"receivedAt":"2026-11-02T02:15:00Z","batch":7}""",
        """{"id":"x","id":"r","collectorId":"c","amount":99,"amount":12.5,"receivedAt":"2026-11-02T02:15:00Z"}""",
        """{"\u0069d":"\u0072","collectorId":"c","amount":"12.5","receivedAt":"2026-11-02T02:15:00Z"}""",
    ];

    public static TheoryData<string> OtherRecoveries =>
    [
        """{"id":"R","collectorId":"c","amount":12.5,"receivedAt":"2026-11-02T02:15:00Z"}""",
        """{"id":"r","collectorId":"d","amount":12.5,"receivedAt":"2026-11-02T02:15:00Z"}""",
        """{"id":"r","accountId":"c","amount":12.5,"receivedAt":"2026-11-02T02:15:00Z"}""",
        """{"id":"r","collectorId":"c","accountId":"a","amount":12.5,"receivedAt":"2026-11-02T02:15:00Z"}""",
        """{"id":"r","collectorId":"c","amount":12.51,"receivedAt":"2026-11-02T02:15:00Z"}""",
        """{"id":"r","collectorId":"c","amount":12.5,"receivedAt":"2026-11-02T02:15:00.000001Z"}""",
        """{"id":"r","collectorId":"c","amount":12.5,"kind":"debtSale","receivedAt":"2026-11-02T02:15:00Z"}""",
        """{"id":"r","collectorId":"c","amount":12.5,"channel":"card","receivedAt":"2026-11-02T02:15:00Z"}""",
    ];

    public static TheoryData<string> OtherReversals =>
    [
        """{"id":"v","recoveryId":"s","reason":"bounced"}""",
        """{"id":"v","recoveryId":"r","reason":"refund"}""",
        """{"id":"v","recoveryId":"r","reason":"bounced","amount":12.5}""",
        """{"id":"v","recoveryId":"r","reason":"bounced","note":""}""",
        """{"id":"v","recoveryId":"r","reason":"bounced","note":"a"}""",
        """{"id":"v","recoveryId":"r","reason":"bounced","reversedAt":"2026-11-02T02:15:00Z"}""",
    ];

    public static TheoryData<string> SameAccounts =>
    [
        """{"id":"a","principal":"5000.00","borrower":{"name":"张伟","age":5}}""",
        """{"id":"a","principal":5000,"borrower":{ "name" : "\u5f20\u4f1f",  "age":5 }}""",
        """{"id":"a","principal":5e3,"borrower":{"name":"张伟","age":5},"contract":null}""",
    ];

    public static TheoryData<string, string> BadTexts => new()
    {
        { """{"id":"a","product":"x\u0000y"}""", "product" },
        { """{"id":"a","product":"\ud800"}""", "product" },
        { """{"id":"a","borrower":"Li"}""", "borrower" },
        { """{"id":"a","contract":[1]}""", "contract" },
        { $$$"""{"id":"a","borrower":{"name":"{{{new string('x', 20_000)}}}"}}""", "borrower" },
    };

    [Theory]
    [MemberData(nameof(SameRecoveries))]
    public void The_same_receipt_written_otherwise_has_the_same_digest(string other) => Assert.Equal(Digest(Recovery), Digest(other));

    [Theory]
    [MemberData(nameof(OtherRecoveries))]
    public void Another_receipt_has_another_digest(string other) => Assert.NotEqual(Digest(Recovery), Digest(other));

    [Theory]
    [MemberData(nameof(OtherReversals))]
    public void Another_reversal_has_another_digest(string other) =>
        Assert.NotEqual(One(Reversal, e => Parsers.Reversal(e, "core")).Value?.RequestHash, One(other, e => Parsers.Reversal(e, "core")).Value?.RequestHash);

    [Fact]
    public void A_reversal_without_amount_and_time_keeps_them_absent_in_its_digest()
    {
        var later = new EntryParsers(InstitutionSettings.Of("Asia/Shanghai", "CNY"), new FixedTime(new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero)));

        var (first, second) = (One(Reversal, e => Parsers.Reversal(e, "core")).Value, One(Reversal, e => later.Reversal(e, "later")).Value);

        Assert.NotNull(first);
        Assert.Null(first.AmountMinor);
        Assert.NotEqual(first.ReversedAt, second?.ReversedAt);
        Assert.Equal(first.RequestHash, second?.RequestHash);
    }

    [Theory]
    [MemberData(nameof(SameAccounts))]
    public void The_same_account_written_otherwise_has_the_same_digest(string other) => Assert.Equal(
        One("""{"id":"a","principal":5000,"borrower":{"name":"张伟","age":5}}""", Parsers.Account).Value?.RequestHash,
        One(other, Parsers.Account).Value?.RequestHash);

    [Theory]
    [MemberData(nameof(BadTexts))]
    public void What_no_database_could_keep_or_is_no_object_is_an_invalid_field(string entry, string field)
    {
        var fault = One(entry, Parsers.Account).Fault;

        Assert.Equal(Refusal.InvalidField, fault?.Refusal);
        Assert.Equal(field, fault?.Field);
    }

    [Theory]
    [InlineData(1000, true)]
    [InlineData(1001, false)]
    public void A_note_has_at_most_1000_characters(int length, bool good) =>
        Assert.Equal(good, One($$"""{"id":"v","recoveryId":"r","reason":"other","note":"{{new string('记', length)}}"}""", e => Parsers.Reversal(e, "core")).Fault is null);

    private static Digest? Digest(string recovery) => One(recovery, e => Parsers.Recovery(e, "core")).Value?.Recovery.RequestHash ?? throw new InvalidOperationException("Refused.");

    private static Parsed<T> One<T>(string entry, Func<Entry, T> parse)
        where T : class
    {
        using var document = JsonDocument.Parse($"[{entry}]");
        return Assert.Single(EntryParsers.Each(document, parse));
    }

    private sealed class FixedTime(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
