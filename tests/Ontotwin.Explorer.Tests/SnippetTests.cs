using System.Security.Cryptography;
using Ontotwin.Engine;
using Ontotwin.Graph;
using Ontotwin.Testing;
using Ontotwin.Values;

namespace Ontotwin.Explorer.Tests;

public sealed class SnippetTests
{
    [Fact]
    public void Segments_that_end_in_CR_are_lines_of_their_own()
    {
        var snippet = new SnippetReader().Read(Origin("hl7v2", "a-oru-potassium-corrected.hl7", 737, 740))!;
        var line = Assert.Single(snippet.Lines, l => l.Marked.Length > 0);
        Assert.Equal("4.6", line.Marked);
        Assert.StartsWith("OBX|3|", line.Before, StringComparison.Ordinal);
        Assert.StartsWith("|mmol/L|", line.After, StringComparison.Ordinal);
        Assert.False(snippet.IsHex);
    }

    [Fact]
    public void DICOM_is_shown_in_hex_with_its_bytes_marked()
    {
        var snippet = new SnippetReader().Read(Origin("dicom", "b-ct-chest.dcm", 128, 132))!;
        Assert.True(snippet.IsHex);
        Assert.Equal("44 49 43 4d ", Assert.Single(snippet.Lines, l => l.Marked.Length > 0).Marked);
    }

    [Fact]
    public void Another_document_of_the_same_name_is_never_shown()
    {
        var origin = Origin("hl7v2", "a-oru-potassium-corrected.hl7", 737, 740) with { DocumentHash = new string('0', 64) };
        Assert.Null(new SnippetReader().Read(origin));
        Assert.Null(new SnippetReader().Read(origin with { Document = Repository.PathOf("samples", "none.hl7") }));
    }

    private static Origin Origin(string folder, string file, long start, long end)
    {
        var path = Repository.PathOf("samples", folder, file);
        return new(path, Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))), new ByteRange(start, end), "", "", "", "", "");
    }
}
