using Ontotwin.Language;
using Ontotwin.Mapping.Reading;
using Ontotwin.Sources;
using Ontotwin.Values;

namespace Ontotwin.Mapping.Plan;

/// <summary>Reads an instant and its zone: the value's own, else the one the map names, else the site's, else none.</summary>
internal sealed class InstantReader(AsConversion? conversion, string? columnFormat, ExpressionCompiler compiler)
{
    private readonly Func<Frame, Value>? zone = conversion?.Zone is { } z ? compiler.Compile(z) : null;
    private readonly string? format = conversion?.Format ?? columnFormat;
    private readonly bool isDate = conversion?.Type == "date";

    public PartialDateTime? Read(Frame frame, Value value)
    {
        var read = DateReader.Read(value.AsText(), value.Field.Record?.Format ?? SourceFormat.Unknown, format);
        if (read is not { } date) { return null; }
        if (isDate && date.Precision > DatePrecision.Day) { return new PartialDateTime(date.Start.Date, DatePrecision.Day, null); }
        if (date.Offset is not null || date.Precision <= DatePrecision.Day) { return date; }
        var named = zone?.Invoke(frame) is { IsThere: true } said ? said.AsText() : frame.Site?.Zone;
        return named is null ? date : date with { Offset = DateReader.Offset(named, date.Start) };
    }
}
