using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Leaderboard.Storage;

/// <summary>Keys of forms and cookies, in the database where every web node of a cluster finds them.</summary>
internal sealed class SharedKeys(DocumentStore documents) : IXmlRepository
{
    private const string DocumentKind = "page-key";

    /// <summary>Nodes that start together each make a first key: under one name, only one of them is stored.</summary>
    private const string FirstKey = "first";

    private bool _isEmpty;

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        var stored = Wait(() => documents.ListAsync<StoredKey>(DocumentKind));
        _isEmpty = stored.Count == 0;
        return [.. stored.Select(k => XElement.Parse(k.Xml))];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        try
        {
            Wait(() => documents.SaveAsync(DocumentKind, _isEmpty ? FirstKey : friendlyName, version: 0, new StoredKey(element.ToString(SaveOptions.DisableFormatting))));
        }
        catch (DocumentConflictException) when (_isEmpty)
        {
            // Another node was first: its key is read next, and used.
        }
    }

    /// <summary>The framework asks at the start, and once a day, on no thread that others wait for.</summary>
    private static T Wait<T>(Func<Task<T>> work) => Task.Run(work).GetAwaiter().GetResult();

    private sealed record StoredKey(string Xml);
}
