using System.Security.Cryptography;
using System.Text;
using Ontotwin.Language;
using Ontotwin.Sources;
using Ontotwin.Sources.Hl7v2;

namespace Ontotwin.Mapping.Plan;

/// <summary>
/// Tells senders apart that no site is declared for: by who the record says it comes from, else by the folder it lies in. Without it, the same bare number of
/// two hospitals would be one person.
/// </summary>
internal static class SenderScope
{
    private const string Folder = "folder ";
    private static readonly string InFolder = ":" + Uri.EscapeDataString(Folder);

    /// <summary>What a bare name or number of this record is relative to.</summary>
    public static string Of(SourceRecord record, SiteDeclaration? site) =>
        site is { IsOtherwise: false, Authority: { } authority } ? authority : Elsewhere(site, Sender(record));

    /// <summary>What the ids of a FHIR server are relative to: as in documents that say they come from it, and that no site is declared for.</summary>
    /// <param name="server">The server's base, without a slash at its end.</param>
    /// <param name="program">Knows the site of what comes from elsewhere.</param>
    public static string OfServer(string server, TwinProgram program) => Elsewhere(program.Sites.FirstOrDefault(s => s.IsOtherwise), server);

    /// <summary>Whether a scope is a folder's: neither a site nor the record says who sends it.</summary>
    public static bool IsFolder(string scope) => scope.Contains(InFolder, StringComparison.Ordinal);

    private static string Elsewhere(SiteDeclaration? site, string sender) => $"{site?.Authority ?? "urn:ontotwin:elsewhere"}:{Uri.EscapeDataString(sender)}";

    // An id is one FHIR server's: entries say by their full URLs which. Those of a document that names no server are its folder's.
    private static string Sender(SourceRecord record)
    {
        var said = record.Format switch
        {
            SourceFormat.Hl7v2 => Join(Header(record, "4"), Header(record, "3")),
            SourceFormat.Dicom => record.Root.First("InstitutionName").Text.Trim(),
            SourceFormat.Fhir => record.Root.First("meta").First("source").Text is { Length: > 0 } source ? source : FhirReferences.ServerOf(record),
            _ => "",
        };
        return said.Length > 0 ? said : Folder + SourceContainer.FolderOf(record.Document.Name) + Born(record);
    }

    // Files of several unknown institutions lie in one folder, and each counts its patients from 1. A hash, since what is born when is not to be read from a scope.
    private static string Born(SourceRecord record)
    {
        if (record.Format != SourceFormat.Dicom || record.Root.First("PatientBirthDate").Text.Trim() is not { Length: > 0 } born) { return ""; }
        return "/born " + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(born)).AsSpan(0, 8));
    }

    private static string Header(SourceRecord record, string field) => Hl7v2Path.FindSegment(record.Root, "MSH").First(field).First("1").Text.Trim();

    private static string Join(string facility, string application) => facility.Length + application.Length == 0 ? "" : facility + "/" + application;
}
