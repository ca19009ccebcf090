using Ontotwin.Language;
using Ontotwin.Values;

namespace Ontotwin.Mapping.Plan;

/// <summary>A period of an identity statement.</summary>
/// <param name="Since">Its beginning; null: none.</param>
/// <param name="Until">Its end; null: none yet.</param>
/// <param name="IsUncertain">Whether one of them is there and cannot be read.</param>
internal sealed record Period(PartialDateTime? Since, PartialDateTime? Until, bool IsUncertain);

/// <summary>Reads <c>during A .. B</c>, by the forms that the source's columns declare and the zone of the site.</summary>
internal sealed class PeriodReader(IdentityKey key, SourceSelector source, ExpressionCompiler compiler)
{
    private readonly (Func<Frame, Value> Value, InstantReader Reader)? since = Compile(key.Since, source, compiler);
    private readonly (Func<Frame, Value> Value, InstantReader Reader)? until = Compile(key.Until, source, compiler);

    public Period Read(Frame frame)
    {
        var (begin, end) = (Read(frame, since, out var isBad), Read(frame, until, out var isWorse));
        return new Period(begin, end, isBad || isWorse);
    }

    private static (Func<Frame, Value>, InstantReader)? Compile(Expression? bound, SourceSelector source, ExpressionCompiler compiler) =>
        bound is null ? null : (compiler.Compile(bound), new InstantReader(null, source.ColumnOf(bound)?.Forms ?? [], compiler));

    private static PartialDateTime? Read(Frame frame, (Func<Frame, Value> Value, InstantReader Reader)? bound, out bool isUnreadable)
    {
        isUnreadable = false;
        if (bound is not var (value, reader) || value(frame) is not { IsThere: true } said || said.AsText().Trim().Length == 0) { return null; }
        var read = reader.IsDoubtful(frame, said) ? null : reader.Read(frame, said);
        isUnreadable = read is null;
        return read;
    }
}
