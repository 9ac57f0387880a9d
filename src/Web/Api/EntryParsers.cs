using System.Text.Json;
using Leaderboard.Accounts;
using Leaderboard.Recoveries;

namespace Leaderboard.Web.Api;

/// <summary>A receipt with the collector it names; null when the account's holder is to be credited.</summary>
internal sealed record ParsedRecovery(PostRecovery Recovery, CollectorId? Collector);

/// <summary>One entry of a request: what it says, or why it cannot be read. The id is given when it could be read.</summary>
internal sealed record Parsed<T>(string? Id, T? Value, EntryFault? Fault)
    where T : class;

/// <summary>Turns the elements of a request into commands, each on its own.</summary>
internal sealed class EntryParsers(InstitutionSettings settings, TimeProvider time)
{
    /// <summary>A sender's clock may run ahead, and a night's file may carry tomorrow's value date; more is a mistake.</summary>
    public static readonly TimeSpan MaxAhead = TimeSpan.FromHours(24);

    private const int MaxNoteLength = 1000;
    private const int MaxProductLength = 100;

    /// <summary>A page of a report each; a thousand of the usual size fit a request.</summary>
    private const int MaxParticularsLength = 16_000;

    public static IReadOnlyDictionary<string, RecoveryKind> Kinds { get; } = CamelNames<RecoveryKind>();

    public static IReadOnlyDictionary<string, PaymentChannel> Channels { get; } = CamelNames<PaymentChannel>();

    public static IReadOnlyDictionary<string, ReversalReason> Reasons { get; } = CamelNames<ReversalReason>();

    public static Parsed<T>[] Each<T>(JsonDocument document, Func<Entry, T> parse)
        where T : class
    {
        var parsed = new Parsed<T>[document.RootElement.GetArrayLength()];
        var index = 0;
        foreach (var element in document.RootElement.EnumerateArray())
            parsed[index++] = One(element, parse);
        return parsed;
    }

    public static Parsed<T> One<T>(Entry entry, Func<Entry, T> parse)
        where T : class
    {
        try
        {
            return new Parsed<T>(Field.Id(entry, "id"), parse(entry), null);
        }
        catch (EntryFaultException fault)
        {
            return new Parsed<T>(ReadableId(entry), null, fault.Fault);
        }
    }

    /// <param name="entry">As it was sent.</param>
    /// <param name="sender">Who sends it, as an id; no part of the digest.</param>
    public ParsedRecovery Recovery(Entry entry, string sender)
    {
        CheckCurrency(entry);
        var id = Field.Id(entry, "id");
        var account = Field.OptionalId(entry, "accountId");
        var collector = Field.OptionalId(entry, "collectorId");
        var amount = Field.Amount(entry, "amount", settings.CurrencyDecimals);
        var kind = Field.Choice(entry, "kind", Kinds, RecoveryKind.Cash, Refusal.InvalidKind);
        var channel = Field.Choice(entry, "channel", Channels, PaymentChannel.Transfer, Refusal.InvalidKind);
        var receivedAt = Field.Time(entry, "receivedAt");
        if (collector is null && account is null)
            throw Field.Fault(Refusal.UnknownCollector, "collectorId", "Name the collector, or an account that is held.");
        var digest = new DigestWriter(stackalloc byte[DigestWriter.ScratchBytes]);
        digest.Add(id);
        digest.Add(account);
        digest.Add(collector);
        digest.Add(amount);
        digest.Add((long)kind);
        digest.Add((long)channel);
        digest.Add(receivedAt.UnixMicroseconds);
        var recovery = new PostRecovery
        {
            Id = id,
            Account = account is null ? null : new AccountId(account),
            AmountMinor = amount,
            Kind = kind,
            Channel = channel,
            ReceivedAt = receivedAt,
            RequestHash = digest.ToDigest(),
            Sender = sender,
        };
        return new ParsedRecovery(recovery, collector is null ? null : new CollectorId(collector));
    }

    /// <param name="entry">As it was sent.</param>
    /// <param name="sender">Who sends it, as an id; no part of the digest.</param>
    public PostReversal Reversal(Entry entry, string sender)
    {
        CheckCurrency(entry);
        var id = Field.Id(entry, "id");
        var recoveryId = Field.Id(entry, "recoveryId");
        var amount = Field.OptionalAmount(entry, "amount", settings.CurrencyDecimals);
        var reason = Field.Choice(entry, "reason", Reasons, default, Refusal.InvalidReason);
        if (reason == default)
            throw Field.Fault(Refusal.InvalidReason, "reason", "A reason is required: one of " + string.Join(", ", Reasons.Keys) + ".");
        var reversedAt = Field.OptionalTime(entry, "reversedAt");
        var note = Field.OptionalText(entry, "note", MaxNoteLength);
        return Reversal(id, recoveryId, amount, reason, reversedAt, note) with { Sender = sender };
    }

    /// <param name="id">Of the reversal.</param>
    /// <param name="recoveryId">What it takes back.</param>
    /// <param name="amountMinor">Null: all that is left.</param>
    /// <param name="reason">One of the known.</param>
    /// <param name="reversedAt">Null: now.</param>
    /// <param name="note">Kept beside the journal.</param>
    public PostReversal Reversal(string id, string recoveryId, long? amountMinor, ReversalReason reason, Moment? reversedAt, string? note)
    {
        var digest = new DigestWriter(stackalloc byte[DigestWriter.ScratchBytes]);
        digest.Add(id);
        digest.Add(recoveryId);
        digest.Add(amountMinor);
        digest.Add((long)reason);
        digest.Add(reversedAt?.UnixMicroseconds);
        digest.Add(note);
        return new PostReversal
        {
            Id = id,
            RecoveryId = recoveryId,
            AmountMinor = amountMinor,
            Reason = reason,
            ReversedAt = reversedAt ?? time.Now(),
            RequestHash = digest.ToDigest(),
            Note = note,
        };
    }

    public AccountSnapshot Account(Entry entry)
    {
        CheckCurrency(entry);
        var asOf = Field.OptionalTime(entry, "asOf");
        var snapshot = new AccountSnapshot
        {
            Id = new AccountId(Field.Id(entry, "id")),
            AsOf = asOf ?? time.Now(),
            AsOfGiven = asOf is not null,
            Collector = Field.OptionalId(entry, "collectorId") is { } collector ? new CollectorId(collector) : null,
            Product = Field.OptionalText(entry, "product", MaxProductLength),
            PrincipalMinor = Field.OptionalBalance(entry, "principal", settings.CurrencyDecimals),
            OnBalanceInterestMinor = Field.OptionalBalance(entry, "onBalanceInterest", settings.CurrencyDecimals),
            OffBalanceInterestMinor = Field.OptionalBalance(entry, "offBalanceInterest", settings.CurrencyDecimals),
            DaysPastDue = Field.OptionalCount(entry, "daysPastDue"),
            Secured = Field.OptionalFlag(entry, "secured"),
            PlacedAt = Field.OptionalTime(entry, "placedAt"),
            Particulars = Particulars(entry),
            Flags = AccountFlagNames.Read(entry),
            RequestHash = default,
        };
        var digest = new DigestWriter(stackalloc byte[DigestWriter.ScratchBytes]);
        digest.Add(snapshot.Id.Value);
        digest.Add(snapshot.Collector?.Value);
        digest.Add(snapshot.Product);
        digest.Add(snapshot.PrincipalMinor);
        digest.Add(snapshot.OnBalanceInterestMinor);
        digest.Add(snapshot.OffBalanceInterestMinor);
        digest.Add(snapshot.DaysPastDue);
        digest.Add(snapshot.Secured is { } secured ? (secured ? 1L : 0L) : null);
        digest.Add(snapshot.PlacedAt?.UnixMicroseconds);
        digest.Add(snapshot.Particulars);

        // What was never told is no part of it, so that what was sent before there were flags stays the same.
        if (snapshot.Flags is { } flags)
            digest.Add((long)flags);
        return snapshot with { RequestHash = digest.ToDigest() };
    }

    /// <summary>A currency may be given, and must be the institution's.</summary>
    public void CheckCurrency(Entry entry)
    {
        if (entry.TryGet("currency", out var currency) && !string.Equals(currency.Currency, settings.Currency, StringComparison.Ordinal))
            throw Field.Fault(Refusal.InvalidCurrency, "currency", $"The institution's currency is {settings.Currency}.");
    }

    /// <summary>Judged after identity: an id that is in the journal is answered by what is stored.</summary>
    public EntryFault? TooFarAhead(Moment at, string field) => at > time.Now().Plus(MaxAhead)
        ? new EntryFault(Refusal.FutureDated, field, "More than 24 hours ahead.")
        : null;

    private static string? Particulars(Entry entry)
    {
        var borrower = Field.OptionalObject(entry, "borrower", MaxParticularsLength);
        var contract = Field.OptionalObject(entry, "contract", MaxParticularsLength);
        return borrower is null && contract is null ? null : $$"""{"borrower":{{borrower ?? "null"}},"contract":{{contract ?? "null"}}}""";
    }

    private static string? ReadableId(Entry entry) => entry.TryGet("id", out var id) && id.Text is { } text && Field.IsId(text) ? text : null;

    private static Dictionary<string, T> CamelNames<T>()
        where T : struct, Enum => Enum.GetValues<T>().ToDictionary(v => JsonNamingPolicy.CamelCase.ConvertName(v.ToString()), v => v, StringComparer.Ordinal);
}
