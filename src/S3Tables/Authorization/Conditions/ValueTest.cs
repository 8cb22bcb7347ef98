using Floe.S3Tables.Authorization.Matching;

namespace Floe.S3Tables.Authorization.Conditions;

/// <summary>Holds one value of a request against one value of a policy.</summary>
public delegate bool ValueTest(string requestValue, RequestContext context);

/// <summary>Reads a policy's value for one operator.</summary>
/// <param name="policyValue">The value; JSON numbers and booleans as they are written.</param>
/// <param name="variables"><see cref="PatternSyntax.Variables"/> where the policy's version has them, else <see cref="PatternSyntax.Literal"/>.</param>
/// <exception cref="FormatException">The value is not of the operator's type; the message continues "the value '…' ".</exception>
public delegate ValueTest ValueTestFactory(string policyValue, PatternSyntax variables);
