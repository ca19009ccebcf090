using Antlr4.Runtime;
using Ontotwin.Values;

namespace Ontotwin.Language.Syntax;

/// <summary>The first error of form that a parse met.</summary>
/// <param name="Token">The token that does not fit.</param>
/// <param name="Statement">The first token of the innermost statement being read there; null between statements.</param>
/// <param name="Expected">Types of tokens that would fit.</param>
/// <param name="Said">What is told of it.</param>
internal sealed record SyntaxError(IToken Token, IToken? Statement, IReadOnlySet<int> Expected, Diagnostic Said);
