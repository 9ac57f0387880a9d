using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;
using QRCoder;

namespace Leaderboard.Web.Rewards;

/// <summary>
/// What a person shows at the counter to get what was approved: a link to it that nobody can make up. It opens nothing to who may not hand over.
/// </summary>
internal sealed class PickUpCodes(IDataProtectionProvider protection)
{
    public const string Path = "/manage/handover";

    private const int PixelsPerModule = 4;

    /// <summary>More than any code has.</summary>
    private const int MaxLength = 1000;

    private readonly IDataProtector _protector = protection.CreateProtector("redemption.pick-up");

    /// <summary>Another at each call; all of them are good.</summary>
    /// <param name="redemptionId">Of what was approved.</param>
    public string Of(string redemptionId) => WebEncoders.Base64UrlEncode(_protector.Protect(System.Text.Encoding.UTF8.GetBytes(redemptionId)));

    /// <summary>Id of the redemption; null where the code is none of ours.</summary>
    public string? Read(string? code)
    {
        if (code is not { Length: > 0 and < MaxLength })
            return null;
        try
        {
            return System.Text.Encoding.UTF8.GetString(_protector.Unprotect(WebEncoders.Base64UrlDecode(code)));
        }
        catch (Exception foreign) when (foreign is FormatException or CryptographicException)
        {
            return null;
        }
    }

    /// <summary>The link as a picture: an SVG of its own colours, which scanners need.</summary>
    /// <param name="site">Scheme and host under which people find it.</param>
    /// <param name="redemptionId">Of what was approved.</param>
    public string PictureOf(Uri site, string redemptionId)
    {
        using var data = QRCodeGenerator.GenerateQrCode(new Uri(site, $"{Path}?pickUp={Of(redemptionId)}").AbsoluteUri, QRCodeGenerator.ECCLevel.L);
        using var picture = new SvgQRCode(data);
        return picture.GetGraphic(PixelsPerModule, "#000000", "#ffffff", sizingMode: SvgQRCode.SizingMode.ViewBoxAttribute);
    }
}
