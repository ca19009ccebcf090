using Ontotwin.Evaluation;
using Ontotwin.Graph;
using Ontotwin.Ontology;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Engine;

/// <summary>Who the twin is: what must stand on every page and recommendation, so that nobody reads another person's.</summary>
/// <param name="Twin">The twin.</param>
/// <param name="Name">Full name; null when no source gives one.</param>
/// <param name="BirthDate">Date of birth as precise as it is known; null when not known, or when sources differ.</param>
/// <param name="Sex">Individual of the ontology; null when not known, or when sources differ.</param>
/// <param name="Identifiers">Identifiers with their authorities, the first the preferred one.</param>
public sealed record PatientBanner(TwinId Twin, string? Name, PartialDateTime? BirthDate, Iri? Sex, IReadOnlyList<Identifier> Identifiers)
{
    private static readonly Iri BirthDateProperty = OntologyModel.Term("birthDate");
    private static readonly Iri SexProperty = OntologyModel.Term("sex");

    /// <summary>Every birth date that a source gives, in the order of time (XSD).</summary>
    public IReadOnlyList<string> BirthDates { get; private init; } = [];

    /// <summary>Every sex that a source gives.</summary>
    public IReadOnlyList<Iri> Sexes { get; private init; } = [];

    /// <summary>Whether a source says that the person has died.</summary>
    public bool IsDeceased { get; private init; }

    /// <summary>Whether a source says, later than any that tells of a death, that the person lives.</summary>
    public bool IsDeathDenied { get; private init; }

    /// <summary>The earliest date of death that a source gives; null when none does.</summary>
    public PartialDateTime? DeathDate { get; private init; }

    /// <summary>Reads the banner off a twin.</summary>
    public static PatientBanner Of(Twin twin)
    {
        var subject = twin.Id.Subject;
        var identifiers = twin.Aliases.Where(a => a.KnownUntil is null).Select(a => a.Key).Distinct()
            .OrderBy(k => k.Authority.StartsWith("urn:oid", StringComparison.Ordinal) ? 0 : 1).ThenBy(k => k.ToString(), StringComparer.Ordinal).ToList();
        var died = Literals(twin, subject, "deathDate").Order(StringComparer.Ordinal).Select(d => PartialDateTime.TryParseXsd(d, out var date) ? date : (PartialDateTime?)null).FirstOrDefault(d => d is not null);
        // Sources that differ leave it unknown: it is never guessed which is right.
        var births = twin.About(subject).Where(f => f.Triple.Predicate == BirthDateProperty).Select(f => f.Triple.Object).OfType<Literal>().Select(l => l.Lexical).Distinct().Order(StringComparer.Ordinal).ToList();
        var sexes = twin.About(subject).Where(f => f.Triple.Predicate == SexProperty).Select(f => f.Triple.Object).OfType<Iri>().Distinct().OrderBy(i => i.Value, StringComparer.Ordinal).ToList();
        var born = births.Count == 1 && PartialDateTime.TryParseXsd(births[0], out var only) ? only : (PartialDateTime?)null;
        return new PatientBanner(twin.Id, NameOf(twin, subject), born, sexes.Count == 1 ? sexes[0] : null, identifiers)
        {
            BirthDates = births,
            Sexes = sexes,
            DeathDate = died,
            IsDeathDenied = DeathStatements.Denial(twin, subject) is not null,
            IsDeceased = died is not null || Literals(twin, subject, "deceased").Any(d => d is "true" or "Y" or "1"),
        };
    }

    /// <summary>Age in whole years at an instant; null when the birth date is not known to the day.</summary>
    public int? AgeAt(DateTimeOffset instant)
    {
        if (BirthDate is not { Precision: >= DatePrecision.Day } born) { return null; }
        var years = instant.Year - born.Start.Year;
        return born.Start.AddYears(years) > instant.Date ? years - 1 : years;
    }

    private static string? NameOf(Twin twin, Iri subject)
    {
        var given = Text(twin, subject, "givenName");
        var family = Text(twin, subject, "familyName");
        var joined = string.Join(' ', new[] { given, family }.Where(p => !string.IsNullOrEmpty(p)));
        return joined.Length > 0 ? joined : Text(twin, subject, "fullName")?.Replace('^', ' ').Trim();
    }

    private static string? Text(Twin twin, Iri subject, string property) =>
        Literals(twin, subject, property).Order(StringComparer.Ordinal).FirstOrDefault();

    private static IEnumerable<string> Literals(Twin twin, Iri subject, string property) =>
        twin.About(subject).Where(f => f.Triple.Predicate == OntologyModel.Term(property)).Select(f => f.Triple.Object).OfType<Literal>().Select(l => l.Lexical);
}
