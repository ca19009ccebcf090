using Microsoft.Playwright;
using Ontotwin.Testing;

namespace Ontotwin.Explorer.Tests;

/// <summary>What a clinician does, in a real browser: from the list to the bytes, and the same in Chinese.</summary>
public sealed class BrowserTests(DemoClinic clinic) : IClassFixture<DemoClinic>
{
    private const string Chromium = "/usr/bin/chromium";

    private static readonly string[] Flags =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    [Fact]
    public async Task From_the_list_to_the_potassiums_bytes_and_into_Chinese()
    {
        Assert.SkipUnless(File.Exists(Chromium), $"SKIPPED: no browser at {Chromium}; 'apt-get install chromium' brings it");
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = Flags });
        var page = await browser.NewPageAsync(new() { Locale = "en-GB", ViewportSize = new() { Width = 1360, Height = 900 } });
        var faults = Watch(page, clinic.Address);
        await page.GotoAsync(clinic.Address + "/");
        await page.GetByRole(AriaRole.Link, new() { Name = "Anna Aigner" }).ClickAsync();
        await page.Locator("a[href*='/recommendations/ckd.bp.rasi.start']").ClickAsync();
        await Shows(page.Locator(".banner"), "Anna Aigner", "70010451");
        await Shows(page.Locator(".main-card .status").First, "Recommended");
        await Shows(page.Locator("footer"), "Decision support, not a medical device");
        await page.Locator("a.box.family-source", new() { HasText = "a-oru-potassium-corrected.hl7 OBX" }).Filter(new() { HasText = "4.6" }).First.ClickAsync();
        var step = page.Locator(".step.is-chosen");
        Assert.True(await step.IsVisibleAsync());
        await step.Locator(".snippet").First.EvaluateAsync("d => d.open = true");
        Assert.Equal("4.6", await step.Locator(".bytes mark").First.InnerTextAsync());
        Assert.Contains("OBX|", await step.Locator(".bytes").First.InnerTextAsync(), StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Link, new() { Name = "中文" }).ClickAsync();
        await Shows(page.Locator(".main-card .status").First, "推荐");
        await Shows(page.Locator(".main-card"), "慢性肾脏病", "未经临床医生审阅");
        await Shows(page.Locator("footer"), "不是医疗器械");
        Assert.Empty(faults);
    }

    // Refused by the page's own policy, missing, or from elsewhere: none of it may happen.
    private static List<string> Watch(IPage page, string address)
    {
        var faults = new List<string>();
        page.Console += (_, message) => { if (message.Type == "error") { faults.Add(message.Text); } };
        page.PageError += (_, error) => faults.Add(error);
        page.Request += (_, request) => { if (!request.Url.StartsWith(address, StringComparison.Ordinal)) { faults.Add(request.Url); } };
        return faults;
    }

    private static async Task Shows(ILocator place, params string[] texts)
    {
        var shown = await place.InnerTextAsync();
        Assert.All(texts, t => Assert.Contains(t, shown, StringComparison.Ordinal));
    }
}
