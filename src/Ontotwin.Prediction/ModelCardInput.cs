namespace Ontotwin.Prediction;

/// <summary>One input of a model, by its card.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Unit">UCUM unit it is given in; null for truth values (1 or 0) and bare numbers.</param>
/// <param name="Low">Least value in the training data.</param>
/// <param name="High">Greatest value in the training data.</param>
public sealed record ModelCardInput(string Name, string? Unit, decimal Low, decimal High);
