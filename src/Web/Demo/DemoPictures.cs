using SkiaSharp;

namespace Leaderboard.Web.Demo;

/// <summary>Draws what the rewards of the simulated floor look like, each in a few shapes on a soft ground.</summary>
internal static class DemoPictures
{
    private const int Width = 640;
    private const int Height = 480;
    private const int Quality = 100;

    private static readonly Dictionary<string, Shape[]> Drawings = new(StringComparer.Ordinal)
    {
        ["coffee"] =
        [
            new("#f4e6d6", "M0 0H640V480H0Z"),
            new("#f9f0e5", "M140 230a180 180 0 1 0 360 0a180 180 0 1 0-360 0Z"),
            new("#e3cfb9", "M140 392a180 22 0 1 0 360 0a180 22 0 1 0-360 0Z"),
            new("#fffdfa", "M160 378a160 20 0 1 0 320 0a160 20 0 1 0-320 0Z"),
            new("#e9ddd0", "M220 376a100 10 0 1 0 200 0a100 10 0 1 0-200 0Z"),
            new("#fffdfa", "M408 236C476 222 484 306 396 316", 20),
            new("#fffdfa", "M205 205H415C415 300 395 368 340 372H280C225 368 205 300 205 205Z"),
            new("#efe4d8", "M362 205H415C415 300 395 368 340 372H318C352 350 364 282 362 205Z"),
            new("#fffdfa", "M205 205a105 24 0 1 0 210 0a105 24 0 1 0-210 0Z"),
            new("#6f4a32", "M218 206a92 17 0 1 0 184 0a92 17 0 1 0-184 0Z"),
            new("#e9cfae", "M310 219C276 209 274 196 294 196C304 196 309 200 310 203C311 200 316 196 326 196C346 196 344 209 310 219Z"),
            new("#dcc3a8", "M270 158c-16-18 14-30 0-50s8-24 2-34M312 150c-16-18 14-30 0-50s8-24 2-34M354 158c-16-18 14-30 0-50s8-24 2-34", 9),
        ],
        ["cinema"] =
        [
            new("#e5e4f6", "M0 0H640V480H0Z"),
            new("#efeefa", "M130 240a190 190 0 1 0 380 0a190 190 0 1 0-380 0Z"),
            new("#f0b656", "M130 174a22 22 0 0 0 22-22H488a22 22 0 0 0 22 22V306a22 22 0 0 0-22 22H152a22 22 0 0 0-22-22Z", Turn: 11),
            new("#cfcdea", "M130 192a22 22 0 0 0 22-22H488a22 22 0 0 0 22 22V324a22 22 0 0 0-22 22H152a22 22 0 0 0-22-22Z", Turn: -9),
            new("#d9605a", "M130 182a22 22 0 0 0 22-22H488a22 22 0 0 0 22 22V314a22 22 0 0 0-22 22H152a22 22 0 0 0-22-22Z", Turn: -9),
            new("#f3cdc4", "M404 178v16M404 208v16M404 238v16M404 268v16M404 298v16", 6, -9),
            new("#fbeae4", "M204 248a58 58 0 1 0 116 0a58 58 0 1 0-116 0Z", Turn: -9),
            new("#d9605a", "M246 218L296 248L246 278Z", Turn: -9),
            new("#fbeae4", "M456 222l8 17 19 2-14 13 4 19-17-10-17 10 4-19-14-13 19-2Z", Turn: -9),
        ],
        ["thermos"] =
        [
            new("#d9e9e3", "M0 0H640V480H0Z"),
            new("#e8f2ee", "M140 240a180 180 0 1 0 360 0a180 180 0 1 0-360 0Z"),
            new("#bcd5cb", "M210 418a110 16 0 1 0 220 0a110 16 0 1 0-220 0Z"),
            new("#2c5a52", "M276 84q0-16 16-16h56q16 0 16 16V138H276Z"),
            new("#43776d", "M290 68h12V138h-12Z"),
            new("#cfdad6", "M268 138H372V154H268Z"),
            new("#3f8073", "M256 178q0-24 24-24h80q24 0 24 24V390q0 28-28 28H284q-28 0-28-28Z"),
            new("#579a8c", "M274 166h18V406h-18Z"),
            new("#34695f", "M356 154h4q24 0 24 24V390q0 28-28 28h-16q24-6 24-40V178Z"),
            new("#ecc67c", "M256 340H384V356H256Z"),
            new("#e8f2ee", "M326 206c34 24 34 66 0 96c-34-30-34-72 0-96Z"),
            new("#3f8073", "M326 236V318M326 266l13-13M326 282l-13-13", 5),
        ],
        ["course"] =
        [
            new("#e2ebf5", "M0 0H640V480H0Z"),
            new("#eef4fa", "M130 240a190 190 0 1 0 380 0a190 190 0 1 0-380 0Z"),
            new("#c6d5e6", "M140 408a180 18 0 1 0 360 0a180 18 0 1 0-360 0Z"),
            new("#3e6ca3", "M166 352q0-10 10-10H482V404H176q-10 0-10-10Z"),
            new("#f8f3e8", "M188 352H482V394H188Z"),
            new("#ddd5c4", "M188 366H482M188 380H482", 2),
            new("#dd9250", "M196 296q0-10 10-10H470V342H206q-10 0-10-10Z"),
            new("#f8f3e8", "M218 296H470V332H218Z"),
            new("#ddd5c4", "M218 308H470M218 320H470", 2),
            new("#5d9c7b", "M180 244q0-10 10-10H446V286H190q-10 0-10-10Z"),
            new("#f8f3e8", "M202 244H446V276H202Z"),
            new("#ddd5c4", "M202 254H446M202 265H446", 2),
            new("#3a4763", "M246 172V216C246 244 394 244 394 216V172L320 202Z"),
            new("#2b364f", "M320 92L462 148L320 204L178 148Z"),
            new("#45537a", "M320 92L462 148L320 160L178 148Z"),
            new("#e3b04b", "M320 148L452 156V208", 6),
            new("#e3b04b", "M443 204h18l6 36h-30Z"),
        ],
        ["half-day"] =
        [
            new("#f9e6c8", "M0 0H640V480H0Z"),
            new("#fcf2e0", "M140 230a180 180 0 1 0 360 0a180 180 0 1 0-360 0Z"),
            new("#f0b04e", "M238 236a82 82 0 1 0 164 0a82 82 0 1 0-164 0Z"),
            new("#f0b04e", "M320 96v34M218 134l20 28M422 134l-20 28M164 226h34M442 226h34", 14),
            new("#9ccbd0", "M0 282c54-30 106-30 160 0s106 30 160 0 106-30 160 0 106 30 160 0V480H0Z"),
            new("#68a9b5", "M0 346c54 30 106 30 160 0s106-30 160 0 106 30 160 0 106-30 160 0V480H0Z"),
            new("#428799", "M0 410c54-30 106-30 160 0s106 30 160 0 106-30 160 0 106 30 160 0V480H0Z"),
            new("#fcf2e0", "M322 258L322 352H250C250 318 282 276 322 258Z"),
            new("#f1dcc0", "M334 282C366 298 388 326 390 352H334Z"),
            new("#b5563f", "M226 362H414C404 388 384 396 366 396H274C256 396 236 388 226 362Z"),
        ],
        ["bonus"] =
        [
            new("#dfebd9", "M0 0H640V480H0Z"),
            new("#edf4ea", "M140 240a180 180 0 1 0 360 0a180 180 0 1 0-360 0Z"),
            new("#c5d8bd", "M150 392a176 20 0 1 0 352 0a176 20 0 1 0-352 0Z"),
            new("#94bd8c", "M162 146H462q16 0 16 16V306q0 16-16 16H162q-16 0-16-16V162q0-16 16-16Z", Turn: -12),
            new("#639a68", "M162 166H462q16 0 16 16V326q0 16-16 16H162q-16 0-16-16V182q0-16 16-16Z", Turn: -3),
            new("#cfe3c9", "M176 186H448q10 0 10 10V312q0 10-10 10H176q-10 0-10-10V196q0-10 10-10Z", 4, -3),
            new("#cfe3c9", "M262 254a50 50 0 1 0 100 0a50 50 0 1 0-100 0Z", Turn: -3),
            new("#639a68", "M312 222l32 32-32 32-32-32Z", Turn: -3),
            new("#d39a38", "M386 372v18a58 17 0 0 0 116 0v-18Z"),
            new("#efc15a", "M386 372a58 17 0 1 0 116 0a58 17 0 1 0-116 0Z"),
            new("#d39a38", "M378 344v18a58 17 0 0 0 116 0v-18Z"),
            new("#efc15a", "M378 344a58 17 0 1 0 116 0a58 17 0 1 0-116 0Z"),
            new("#d39a38", "M390 316v18a58 17 0 0 0 116 0v-18Z"),
            new("#f5d27f", "M390 316a58 17 0 1 0 116 0a58 17 0 1 0-116 0Z"),
            new("#d39a38", "M416 316a32 9 0 1 0 64 0a32 9 0 1 0-64 0Z", 3),
        ],
        ["hamper"] =
        [
            new("#f5dfdc", "M0 0H640V480H0Z"),
            new("#fbeeec", "M140 240a180 180 0 1 0 360 0a180 180 0 1 0-360 0Z"),
            new("#e3c2be", "M172 408a148 16 0 1 0 296 0a148 16 0 1 0-296 0Z"),
            new("#c4545a", "M200 232H440V394q0 14-14 14H214q-14 0-14-14Z"),
            new("#ab434b", "M200 232H440V252H200Z"),
            new("#f1cc84", "M298 232H342V408H298Z"),
            new("#dcb164", "M298 232H342V252H298Z"),
            new("#d8696c", "M194 180H446q12 0 12 12V232q0 8-8 8H190q-8 0-8-8V192q0-12 12-12Z"),
            new("#f1cc84", "M298 180H342V240H298Z"),
            new("#e4b966", "M312 176C296 204 268 222 240 226L252 204L228 200C256 196 284 184 300 164Z"),
            new("#e4b966", "M328 176C344 204 372 222 400 226L388 204L412 200C384 196 356 184 340 164Z"),
            new("#f1cc84", "M320 172C286 178 216 176 212 136C208 96 282 92 320 160Z"),
            new("#f1cc84", "M320 172C354 178 424 176 428 136C432 96 358 92 320 160Z"),
            new("#d9aa57", "M302 160C280 162 240 158 238 138C236 118 274 122 302 160Z"),
            new("#d9aa57", "M338 160C360 162 400 158 402 138C404 118 366 122 338 160Z"),
            new("#e4b966", "M308 144H332q12 0 12 12V172q0 12-12 12H308q-12 0-12-12V156q0-12 12-12Z"),
        ],
        ["voucher"] =
        [
            new("#fbe1d0", "M0 0H640V480H0Z"),
            new("#fdf0e6", "M140 240a180 180 0 1 0 360 0a180 180 0 1 0-360 0Z"),
            new("#eac8b2", "M190 408a130 16 0 1 0 260 0a130 16 0 1 0-260 0Z"),
            new("#8a5a3c", "M356 222L496 96M380 232L516 116", 10),
            new("#b8432f", "M172 236a148 40 0 1 0 296 0a148 40 0 1 0-296 0Z"),
            new("#f2cf8c", "M188 236a132 32 0 1 0 264 0a132 32 0 1 0-264 0Z"),
            new("#dfb465", "M212 238c24-18 48-18 72 0s48 18 72 0M250 222c24-14 48-14 72 0s48 14 72 0M262 256c22-12 44-12 66 0s44 12 66 0", 6),
            new("#fffaf2", "M212 226a46 20 0 1 0 92 0a46 20 0 1 0-92 0Z"),
            new("#f0a63f", "M240 226a20 10 0 1 0 40 0a20 10 0 1 0-40 0Z"),
            new("#6fa05e", "M330 246l14 6M352 230l14-4M384 244l14 4M318 218l12-4M398 226l10 6", 9),
            new("#d4573f", "M172 238C180 286 460 286 468 238C468 322 420 384 372 392H268C220 384 172 322 172 238Z"),
            new("#b8432f", "M270 388H370L376 408H264Z"),
            new("#f2cf8c", "M190 304C250 336 390 336 450 304", 8),
            new("#e9c9b1", "M256 176c-14-16 12-26 0-44s6-20 2-28M312 168c-14-16 12-26 0-44s6-20 2-28", 9),
        ],
    };

    public static IReadOnlyCollection<string> Rewards => Drawings.Keys;

    /// <summary>As a PNG; null for a reward that has none.</summary>
    public static byte[]? Of(string reward)
    {
        if (!Drawings.TryGetValue(reward, out var shapes))
            return null;
        using var bitmap = new SKBitmap(Width, Height);
        using var canvas = new SKCanvas(bitmap);
        foreach (var shape in shapes)
            Draw(canvas, shape);
        canvas.Flush();
        using var encoded = bitmap.Encode(SKEncodedImageFormat.Png, Quality);
        return encoded.ToArray();
    }

    private static void Draw(SKCanvas canvas, Shape shape)
    {
        using var path = SKPath.ParseSvgPathData(shape.Path) ?? throw new InvalidOperationException("It is no path: " + shape.Path);
        using var paint = new SKPaint
        {
            Color = SKColor.Parse(shape.Colour),
            IsAntialias = true,
            Style = shape.Stroke > 0 ? SKPaintStyle.Stroke : SKPaintStyle.Fill,
            StrokeWidth = shape.Stroke,
            StrokeCap = SKStrokeCap.Round,
        };
        canvas.Save();
        canvas.RotateDegrees(shape.Turn, Width / 2f, Height / 2f);
        canvas.DrawPath(path, paint);
        canvas.Restore();
    }

    /// <param name="Colour">As on pages.</param>
    /// <param name="Path">As in SVG.</param>
    /// <param name="Stroke">Width of its line; 0: it is filled.</param>
    /// <param name="Turn">Degrees around the middle.</param>
    private sealed record Shape(string Colour, string Path, float Stroke = 0, float Turn = 0);
}
