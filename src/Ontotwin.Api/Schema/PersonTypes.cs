using GraphQL.Types;
using Ontotwin.Engine;
using Ontotwin.Graph;
using Ontotwin.Values;

namespace Ontotwin.Api.Schema;

/// <summary>An identifier.</summary>
internal sealed class IdentifierType : DescribedType<Identifier>
{
    public IdentifierType()
        : base("Identifier", "A person's name in one authority's books: always the pair, never a bare number.")
    {
        Always<StringGraphType>("authority", "Who gave it, in canonical form.", i => i.Authority);
        Always<StringGraphType>("value", "The number or name given.", i => i.Value);
    }
}

/// <summary>A patient banner.</summary>
internal sealed class BannerType : DescribedType<PatientBanner>
{
    public BannerType()
        : base("PatientBanner", "Who a twin is: show it wherever anything of the twin is shown.")
    {
        Always<IdGraphType>("id", "The twin; never an identifier that a hospital gave.", b => b.Twin.Value);
        Maybe<StringGraphType>("name", "Full name; null when no source gives one.", b => b.Name);
        Maybe<StringGraphType>("birthDate", "Date of birth as precise as it is known (yyyy, yyyy-MM or yyyy-MM-dd); null when not known, or when sources differ.", b => b.BirthDate?.ToXsd());
        Many<StringGraphType>("birthDates", "Every date of birth that a source gives; several where sources differ.", b => b.BirthDates);
        Maybe<StringGraphType>("sex", "Local name of the ontology's individual (Female, Male, OtherSex, UnknownSex); null when not known, or when sources differ.", b => b.Sex?.LocalName);
        Many<StringGraphType>("sexes", "Every sex that a source gives; several where sources differ.", b => b.Sexes.Select(s => s.LocalName).ToList());
        Always<BooleanGraphType>("isDeceased", "Whether a source says that the person has died.", b => b.IsDeceased);
        Maybe<StringGraphType>("deathDate", "The earliest date of death that a source gives; null when none does.", b => b.DeathDate?.ToXsd());
        Always<BooleanGraphType>("isDeathDenied", "Whether a source says later than any that tells of a death that the person lives.", b => b.IsDeathDenied);
        Many<IdentifierType>("identifiers", "Identifiers with their authorities, the preferred one first.", b => b.Identifiers);
    }
}

/// <summary>The place a fact came from.</summary>
internal sealed class OriginType : DescribedType<Origin>
{
    public OriginType()
        : base("Origin", "The exact place a fact came from: tail -c +(start+1) document | head -c (end-start) prints it.")
    {
        Always<StringGraphType>("document", "Name of the document: its path as given.", o => o.Document);
        Always<StringGraphType>("path", "Human path of the field, such as OBX[3]-5.", o => o.Path);
        Always<LongGraphType>("start", "Offset of the first byte, from 0.", o => o.Bytes.Start);
        Always<LongGraphType>("end", "Offset after the last byte.", o => o.Bytes.End);
        Always<StringGraphType>("text", "The field's text as the source wrote it.", o => o.Text);
        Always<StringGraphType>("sha256", "SHA-256 of the document, lower-case hex.", o => o.DocumentHash);
        Always<StringGraphType>("rule", "The map and statement that lifted it.", o => o.Rule);
        Always<StringGraphType>("ruleVersion", "Version of that map's module.", o => o.RuleVersion);
        Always<StringGraphType>("lookups", "Lookups used, name@version, comma-separated.", o => o.Lookups);
    }
}
