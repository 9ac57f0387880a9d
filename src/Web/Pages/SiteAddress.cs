using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;
using IPNetwork = System.Net.IPNetwork;

namespace Leaderboard.Web.Pages;

/// <summary>Under which address people find this server: for links that leave it, as a code on a phone, an invitation or a display's.</summary>
internal sealed class SiteAddress(IOptions<SiteOptions> options)
{
    /// <summary>Scheme and host, and nothing else.</summary>
    public Uri Of(HttpRequest request) => options.Value.PublicAddress ?? new Uri($"{request.Scheme}://{request.Host}");

    /// <param name="request">Of who is to be given the link.</param>
    /// <param name="path">Begins with a slash.</param>
    public string LinkOf(HttpRequest request, string? path) => new Uri(Of(request), path).AbsoluteUri;
}

/// <summary>How the server is reached.</summary>
internal sealed class SiteOptions
{
    /// <summary>Scheme and host under which people come; null: those of their request.</summary>
    public Uri? PublicAddress { get; init; }

    /// <summary>Addresses, or networks as <c>10.0.0.0/8</c>, of the proxies in front: what they say of scheme, host and visitor counts, and nobody else's word.</summary>
    public string[] KnownProxies { get; init; } = [];

    public bool IsAddress => PublicAddress is null or { IsAbsoluteUri: true, Scheme: "http" or "https", PathAndQuery: "/", Fragment.Length: 0 };

    public bool AreProxies => Array.TrueForAll(KnownProxies, p => IPNetwork.TryParse(Network(p), out _));

    public IEnumerable<IPNetwork> Proxies => KnownProxies.Select(p => IPNetwork.Parse(Network(p)));

    /// <summary>An address is a network of its own.</summary>
    private static string Network(string proxy) => proxy.Contains('/', StringComparison.Ordinal) || !IPAddress.TryParse(proxy, out var address) ? proxy
        : $"{address}/{(address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? 128 : 32)}";
}

internal static class SiteSetup
{
    public static IServiceCollection AddSite(this IServiceCollection services)
    {
        services.AddOptions<SiteOptions>().BindConfiguration("Leaderboard")
            .Validate(o => o.IsAddress, "Leaderboard:PublicAddress must be http or https with a host and no path.")
            .Validate(o => o.AreProxies, "Leaderboard:KnownProxies must be addresses or networks, such as 10.0.0.5 or 10.0.0.0/8.")
            .ValidateOnStart();
        services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<SiteOptions>>((forwarded, site) =>
        {
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedHost | ForwardedHeaders.XForwardedProto;

            // Loopback is known by default: whoever has a shell on the machine is no proxy.
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (var proxy in site.Value.Proxies)
                forwarded.KnownIPNetworks.Add(proxy);

            // As many as there are in a row, if each of them is known.
            forwarded.ForwardLimit = null;
        });
        return services.AddSingleton<SiteAddress>();
    }

    /// <summary>First in the line: what follows sees the visitor and the address they typed. Without a proxy that is known nothing is believed.</summary>
    public static void UseSite(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<SiteOptions>>().Value.KnownProxies.Length > 0)
            app.UseForwardedHeaders();
    }
}
