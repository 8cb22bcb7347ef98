using Floe.JobService.Contracts;

namespace Floe.JobService.Api;

/// <summary>The request cannot be carried out as it is: 400, or another status of 4xx, with everything that is wrong with it.</summary>
internal sealed class BadRequestException(params IReadOnlyList<FieldError> errors)
    : Exception(string.Join(" ", errors.Select(error => $"{error.Field} {error.Message}")))
{
    public IReadOnlyList<FieldError> Errors { get; } = errors;

    public int Status { get; init; } = StatusCodes.Status400BadRequest;
}
