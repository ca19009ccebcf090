using System.Collections.Immutable;
using Ontotwin.Language;
using Ontotwin.Mapping.Reading;
using Ontotwin.Rdf;
using Ontotwin.Sources;
using Ontotwin.Values;

namespace Ontotwin.Mapping.Plan;

/// <summary>A date or instant that was read, the literal that says it, and whether clocks show it once in the zone that was not its own.</summary>
internal sealed record ReadInstant(PartialDateTime Date, Literal Term, ClockDoubt Clock)
{
    /// <summary>Tells of a time that clocks show twice, or never.</summary>
    public void TellClock(Frame frame, Field field)
    {
        if (Clock == ClockDoubt.None) { return; }
        frame.Report("OT4223", field, Clock == ClockDoubt.Twice ? "clocks show this time twice in its zone, when they are put back: the second one, of standard time, is taken"
            : "clocks never show this time in its zone, in which they are put forward: it is taken as standard time", "a source that writes the offset beside its times, or UTC, leaves nothing to be guessed");
    }
}

/// <summary>Reads an instant and its zone: the value's own, else the one the map names, else the site's, else none.</summary>
internal sealed class InstantReader(AsConversion? conversion, ImmutableArray<string> columnForms, ExpressionCompiler compiler)
{
    private readonly Func<Frame, Value>? zone = conversion?.Zone is { } z ? compiler.Compile(z) : null;
    private readonly ImmutableArray<string> forms = conversion?.Format is { } format ? [format] : columnForms;
    private readonly bool isDate = conversion?.Type == "date";
    private readonly Utf8Memo<ReadInstant?> memo = new();
    private readonly DayAndMonth order = new(conversion?.Format is { } declared ? [declared] : columnForms);
    private DayAndMonth? orderOfSite;
    private ImmutableArray<string> formsOfSite;

    /// <summary>The code of dates whose order of day and month the file contradicts.</summary>
    public const string DoubtfulCode = "OT4218";

    /// <summary>What is said of them.</summary>
    public const string Doubtful = "the column has dates that the declared order of day and month cannot read, and the other order can: this one fits both, and is not guessed";

    /// <summary>Whether a date cannot be told from one with day and month the other way round, because the file contradicts the order that is declared for it.</summary>
    public bool IsDoubtful(Frame frame, Value value)
    {
        if (value.Kind != ValueKind.Field) { return false; }
        var wanted = FormsFor(frame);
        if (wanted == forms) { return order.IsDoubtful(value.Field); }
        if (orderOfSite is null || formsOfSite != wanted) { (orderOfSite, formsOfSite) = (new(wanted), wanted); }
        return orderOfSite.IsDoubtful(value.Field);
    }

    // A site's own forms stand for those that a map declares for a column, not for one that it names with the conversion.
    private ImmutableArray<string> FormsFor(Frame frame) => conversion?.Format is null && !forms.IsEmpty && frame.Site is { DateForms: { IsEmpty: false } ofSite } ? ofSite : forms;

    public PartialDateTime? Read(Frame frame, Value value) => ReadTerm(frame, value)?.Date;

    /// <summary>The date and its literal; null when the text is no date of its form.</summary>
    public ReadInstant? ReadTerm(Frame frame, Value value)
    {
        var named = zone?.Invoke(frame) is { IsThere: true } said ? said.AsText() : frame.Site?.Zone;
        var wanted = FormsFor(frame);
        // A text without a field is read by the forms of no format: not what the memo of this map's format holds; nor is what a site's forms give.
        if (value.Field.Record is not { } record) { return ReadZoned(value.AsText(), SourceFormat.Unknown, named, wanted); }
        if (wanted != forms) { return ReadZoned(value.AsText(), record.Format, named, wanted); }
        var text = value.AsUtf8();
        return memo.TryGet(text, named, out var known) ? known : memo.Add(text, named, ReadZoned(value.AsText(), record.Format, named, forms));
    }

    private static Iri TypeOf(PartialDateTime date) => date.XsdType == "dateTime" ? Xsd.DateTime : new Iri(Xsd.Namespace + date.XsdType);

    private ReadInstant? ReadZoned(string text, SourceFormat source, string? named, ImmutableArray<string> wanted)
    {
        if (DateReader.Read(text, source, wanted) is not { } date) { return null; }
        var clock = ClockDoubt.None;
        if (isDate && date.Precision > DatePrecision.Day) { date = new PartialDateTime(date.Start.Date, DatePrecision.Day, null); }
        else if (date.Offset is null && date.Precision > DatePrecision.Day && named is not null) { date = date with { Offset = DateReader.Offset(named, date.Start, out clock) }; }
        return new(date, new Literal(date.ToXsd(), TypeOf(date)), clock);
    }
}
