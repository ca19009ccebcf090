using System.Net;
using System.Text.RegularExpressions;
using Ontotwin.Testing;

namespace Ontotwin.Explorer.Tests;

public sealed partial class PageTests(DemoClinic clinic) : IClassFixture<DemoClinic>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_recommendation_of_everybody_has_a_page_with_banner_and_warning_in_both_languages()
    {
        foreach (var (language, warning) in new[] { ("en", "not a medical device"), ("zh", "不是医疗器械") })
        {
            foreach (Match person in PersonLink().Matches(await PageAsync($"/?lang={language}")))
            {
                var personPage = await PageAsync(WebUtility.HtmlDecode(person.Groups[1].Value));
                foreach (Match link in RecommendationLink().Matches(personPage))
                {
                    var page = await PageAsync(WebUtility.HtmlDecode(link.Groups[1].Value));
                    Assert.Contains("class=\"banner\"", page, StringComparison.Ordinal);
                    Assert.Contains(warning, page, StringComparison.Ordinal);
                    Assert.Contains("<mark>", page, StringComparison.Ordinal);
                    Assert.DoesNotContain("style=", page, StringComparison.Ordinal);
                }
            }
        }
    }

    [Fact]
    public async Task Units_follow_the_reader()
    {
        var link = PersonLink().Matches(await PageAsync("/?lang=en")).Single(m => m.Value.Contains("Bernd", StringComparison.Ordinal)).Groups[1].Value.Split('?')[0];
        Assert.Contains("262 mg/dL", await PageAsync(link + "?lang=en&units=us"), StringComparison.Ordinal);
        Assert.Contains("6.776 mmol/L", await PageAsync(link + "?lang=en&units=si"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_say_what_they_may_load_and_who_is_unknown()
    {
        using var answer = await clinic.Client.GetAsync("/people/nobody?lang=en", Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("no such person", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    private async Task<string> PageAsync(string path)
    {
        using var answer = await clinic.Client.GetAsync(path, Cancellation);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancellation));
    }

    [GeneratedRegex("href=\"(/people/[^\"/]+)\"[^<]*")]
    private static partial Regex PersonLink();

    [GeneratedRegex("href=\"(/people/[^\"]+/recommendations/[^\"]+)\"")]
    private static partial Regex RecommendationLink();
}
