using System.Text;
using System.Xml.XPath;
using Ontotwin.Sources.Xml;
using XPath = Ontotwin.Sources.Xml.XPath;

namespace Ontotwin.Sources.Tests.Xml;

public class XPathTests
{
    private const string Text = "<r><s k='1'><c code='A'/>one</s><s k='2'><c code='B'/><c code='C'/><d>2</d></s><t><s k='3'>three</s></t><n>10</n><n>9</n></r>";
    private static readonly Dictionary<string, string> Prefixes = new() { ["h"] = "urn:h" };

    [Theory]
    [InlineData("/r/s")]
    [InlineData("//s")]
    [InlineData("//s/@k")]
    [InlineData("/r/*")]
    [InlineData("//c[@code='B']")]
    [InlineData("//s[c/@code='C']/@k")]
    [InlineData("/r/s[2]/c[last()]/@code")]
    [InlineData("/r/s[c and not(d)]")]
    [InlineData("//c/..")]
    [InlineData("//c/../@k")]
    [InlineData("//s[@k > 1]/@k")]
    [InlineData("//n[. = 10]")]
    [InlineData("//n[. < 10]")]
    [InlineData("//s[count(c) = 2]/@k")]
    [InlineData("//s[contains(., 'hre')]")]
    [InlineData("//s[starts-with(@k, '1')]")]
    [InlineData("//*[local-name() = 'd']")]
    [InlineData("//s[position() = 2]")]
    [InlineData("//s[@k = //d]/@k")]
    [InlineData("/r/t//@k")]
    [InlineData("r/s[1]")]
    [InlineData("//s[c][1]/@k")]
    [InlineData("//c[1]/@code")]
    [InlineData("descendant-or-self::node()/child::d")]
    [InlineData("//s[@k='1' or @k='3']/@k")]
    [InlineData("//@code")]
    [InlineData("/r/s/self::s/@k")]
    [InlineData("/")]
    public void A_path_selects_what_an_independent_engine_selects(string path)
    {
        using var reader = System.Xml.XmlReader.Create(new StringReader(Text));
        var navigator = new XPathDocument(reader).CreateNavigator();
        var expected = navigator.Select(path).Cast<XPathNavigator>().Select(n => n.Value).ToList();
        Assert.NotEmpty(expected);
        Assert.Equal(expected, Select(Text, XPath.Parse(path).Value!));
        Assert.Equal(expected, XmlDocumentReader.Read(Document(Text), new XmlOptions { At = XPath.Parse(path).Value! }).Select(i => i.Record!.Root.Text));
    }

    [Theory]
    [InlineData("/s/text()", "one")]
    [InlineData("/s/c/text()", "two")]
    public void The_text_of_an_element_can_be_asked_for(string path, string text) => Assert.Equal([text], Select("<s a='1'>one<c>two</c></s>", XPath.Parse(path).Value!));

    [Fact]
    public void Prefixes_mean_the_namespaces_given_and_names_without_prefix_any()
    {
        const string Namespaced = "<a xmlns='urn:h' xmlns:q='urn:q'><b q:x='1'>h</b><q:b>q</q:b><b xmlns=''>none</b></a>";
        Assert.Equal(["h"], Select(Namespaced, XPath.Parse("/h:a/h:b", Prefixes).Value!));
        Assert.Equal(["h", "q", "none"], Select(Namespaced, XPath.Parse("/a/b", Prefixes).Value!));
        Assert.Equal(["h"], Select(Namespaced, XPath.Parse("/a/b", new Dictionary<string, string> { [""] = "urn:h" }).Value!));
        Assert.Equal("OT3611", XPath.Parse("/q:a").Diagnostics[0].Code);
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("/a[", 4)]
    [InlineData("/a]", 3)]
    [InlineData("/a/", 4)]
    [InlineData("/a | /b", 4)]
    [InlineData("//x:y", 3)]
    [InlineData("/a[string(b) = 'c']", 10)]
    [InlineData("$v", 1)]
    public void What_is_no_path_says_where(string path, int character)
    {
        var error = Assert.Single(XPath.Parse(path).Diagnostics);
        Assert.Equal("OT3611", error.Code);
        Assert.Contains($"character {character},", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nesting_has_a_limit() => Assert.False(XPath.Parse("/a" + string.Concat(Enumerable.Repeat("[b", 3000)) + new string(']', 3000)).IsOk);

    [Fact]
    public void A_path_that_climbs_says_so() =>
        Assert.Equal([true, true, true, false, false], ((string[])["/a", "../b", "a[../c]", "a/b", "@x"]).Select(p => XPath.Parse(p).Value!.Climbs));

    private static List<string> Select(string xml, XPath path)
    {
        var results = new List<Field>();
        path.Select(XmlDocumentReader.Read(Document(xml)).Single().Record!.Root, results);
        return results.ConvertAll(f => f.Text);
    }

    private static SourceDocument Document(string xml) => new("x", Encoding.UTF8.GetBytes(xml));
}
