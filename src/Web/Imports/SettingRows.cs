using Leaderboard.Recoveries;
using Leaderboard.Web.Api;

namespace Leaderboard.Web.Imports;

/// <summary>
/// Rows that set something to a value. One that says what is set already changes nothing; one that says otherwise than a row
/// before it is refused, so that the same file again changes nothing.
/// </summary>
/// <param name="isDryRun">Whether they are only judged.</param>
internal abstract class SettingRows<TKey, TValue>(bool isDryRun) : IRowTarget
    where TKey : notnull
{
    private readonly Dictionary<TKey, TValue> _earlier = [];

    /// <summary>One after another: what the rows before have said counts.</summary>
    public string? KeyOf(SheetRow row) => "";

    public async Task<RowOutcome[]> PostAsync(IReadOnlyList<SheetRow> rows)
    {
        await PrepareAsync();
        var outcomes = new RowOutcome[rows.Count];
        var read = Read(rows, outcomes);
        var stored = await StoredAsync([.. read.Select(s => s.Key)]);
        var here = new Dictionary<TKey, TValue>();
        var changes = new List<Setting>();
        foreach (var setting in read)
        {
            var isRepeated = _earlier.TryGetValue(setting.Key, out var known) || here.TryGetValue(setting.Key, out known);
            var isSame = (isRepeated || stored.TryGetValue(setting.Key, out known)) && Equals(known, setting.Value);
            outcomes[setting.Place] = isRepeated && !isSame
                ? RowOutcome.Refused(rows[setting.Place], "contradiction")
                : new RowOutcome(isSame ? PostingStatus.Duplicate : PostingStatus.Accepted, null, null, 0);
            if (isRepeated)
                continue;
            here.Add(setting.Key, setting.Value);
            if (!isSame)
                changes.Add(setting);
        }

        if (!isDryRun)
            await PutAsync(changes, (setting, refused) => outcomes[setting.Place] = RowOutcome.Refused(rows[setting.Place], refused.Field, refused.Code, refused.Message));

        // Only now: what could not be made durable comes again.
        foreach (var (key, value) in here)
            _earlier.Add(key, value);
        return outcomes;
    }

    /// <summary>Before the rows of a lot are read.</summary>
    protected abstract Task PrepareAsync();

    /// <summary>What a row sets. Throws <see cref="EntryFaultException"/> or <see cref="RowRefusedException"/> for what is no such row.</summary>
    protected abstract (TKey Key, TValue Value) Read(SheetRow row);

    /// <summary>The values of keys that are set; more may be answered.</summary>
    protected abstract Task<IReadOnlyDictionary<TKey, TValue>> StoredAsync(IReadOnlyCollection<TKey> keys);

    /// <param name="changes">To be made durable.</param>
    /// <param name="refuse">For what cannot be set after all.</param>
    protected abstract Task PutAsync(IReadOnlyList<Setting> changes, Action<Setting, RowRefusedException> refuse);

    /// <summary>Rows that can be read; the outcomes of the others say why not.</summary>
    private List<Setting> Read(IReadOnlyList<SheetRow> rows, RowOutcome[] outcomes)
    {
        var read = new List<Setting>(rows.Count);
        for (var i = 0; i < rows.Count; i++)
        {
            try
            {
                if (rows[i].Fault is { } unreadable)
                {
                    outcomes[i] = RowOutcome.Refused(rows[i], unreadable);
                    continue;
                }

                var (key, value) = Read(rows[i]);
                read.Add(new Setting(i, key, value));
            }
            catch (EntryFaultException fault)
            {
                outcomes[i] = RowOutcome.Refused(rows[i], fault.Fault);
            }
            catch (RowRefusedException refused)
            {
                outcomes[i] = RowOutcome.Refused(rows[i], refused.Field, refused.Code, refused.Message);
            }
        }

        return read;
    }

    /// <param name="Place">Of its row in the lot.</param>
    protected readonly record struct Setting(int Place, TKey Key, TValue Value);
}

/// <summary>Why a row is refused that can be read.</summary>
internal sealed class RowRefusedException(string fieldName, string code, string message) : Exception(message)
{
    public string Field => fieldName;

    public string Code => code;
}
