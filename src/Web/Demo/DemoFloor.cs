using System.Globalization;
using Leaderboard.Web.Load;

namespace Leaderboard.Web.Demo;

/// <summary>The people and accounts of the simulated floor. All of it is invented; the same on every start.</summary>
internal static class DemoFloor
{
    public const int AccountsEach = 6;

    private static readonly string[] Names =
    [
        "王建国", "李秀英", "张伟", "刘洋", "陈静", "杨帆", "赵敏", "黄磊", "周婷", "吴昊", "徐丽", "孙鹏", "胡雪梅", "朱晓东", "高翔", "林志远", "何佳怡", "郭涛", "马超群",
        "罗文静", "梁家豪", "宋雨桐", "郑凯", "谢婉清", "韩冰", "唐小龙", "冯雅琪", "于海波", "董梅", "萧然", "程思远", "曹颖", "袁野", "邓丽华", "许文强", "傅瑶", "沈浩然", "曾子墨",
        "彭博", "吕晴", "苏梦洁", "卢伟杰", "蒋欣", "蔡明亮", "贾茹", "丁一凡", "魏来", "薛凝", "叶知秋", "阎峰", "余光", "潘晓彤", "杜鹃", "戴安宁", "夏天", "钟灵", "汪洋", "田甜", "任重",
        "欧阳春晓",
    ];

    private static readonly (string Id, string Name, string Region, string Branch)[] TeamList =
    [
        ("t-tiger", "猛虎队", "华北", "北京分行"),
        ("t-eagle", "雄鹰队", "华北", "天津分行"),
        ("t-dragon", "腾龙队", "华东", "上海分行"),
        ("t-sail", "远航队", "华东", "杭州分行"),
        ("t-summit", "登峰队", "华南", "深圳分行"),
        ("t-spark", "星火队", "华南", "广州分行"),
    ];

    private static readonly (string Product, int DaysPastDue)[] Books =
    [
        ("信用卡", 18), ("消费贷", 45), ("经营贷", 75), ("车贷", 110), ("消费贷", 165), ("信用卡", 260),
    ];

    public static IReadOnlyList<TeamBody> Teams { get; } = [.. TeamList.Select(t => new TeamBody(t.Id, t.Name, t.Region, t.Branch))];

    public static IReadOnlyList<CollectorBody> Collectors { get; } =
        [.. Names.Select((name, i) => new CollectorBody(Text($"c-{i + 1:000}"), name, TeamList[i % TeamList.Length].Id))];

    public static IEnumerable<AccountBody> Accounts(string asOf) => Collectors.SelectMany(
        (collector, i) => Books.Select((book, j) => new AccountBody(
            AccountId(collector.Id, j), collector.Id, book.Product, 20_000 + (((i * 7) + (j * 13)) % 40 * 5_000), book.DaysPastDue, j % 3 == 0, asOf)));

    public static string AccountId(string collectorId, int book) => Text($"a-{collectorId}-{book + 1}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
