namespace Ontotwin.Language;

/// <summary>What effects of a status have in common.</summary>
public static class LifeCycleKinds
{
    /// <summary>Whether a record only says something: it neither corrects nor takes back, and is no statement that nothing was obtained.</summary>
    public static bool OnlySays(this LifeCycleKind kind) => kind is LifeCycleKind.Assert or LifeCycleKind.Preliminary;
}
