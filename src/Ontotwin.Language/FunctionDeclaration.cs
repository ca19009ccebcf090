using System.Collections.Immutable;
using Ontotwin.Values;

namespace Ontotwin.Language;

/// <summary><c>function f(x) = …</c>.</summary>
public sealed record FunctionDeclaration(string Name, ImmutableArray<string> Parameters, Expression Body, TextSpan Span);
