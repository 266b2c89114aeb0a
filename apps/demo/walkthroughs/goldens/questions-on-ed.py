import torch
from recorder import Recorder

out = Recorder(
    published=[
        "loss: 382.5",
        "loss: 0.32451966404914856",
        "theta_0: 0.5807067155838013, theta_1: 5.1541619300842285",
    ]
)


def compute_loss(list_number_tasks, list_number_questions, theta_0, theta_1):
    loss = torch.tensor([0.0])
    for task, question in zip(list_number_tasks, list_number_questions):
        estimate = theta_1 * task + theta_0
        loss = loss + (estimate - question) ** 2
    return loss / len(list_number_tasks)


def train_parameters_linear_regression(
    list_number_tasks, list_number_questions, learning_rate=0.02, number_training_steps=200
):
    theta_0 = torch.nn.Parameter(torch.tensor([1.0]))
    theta_1 = torch.nn.Parameter(torch.tensor([2.0]))
    optimiser = torch.optim.SGD([theta_0, theta_1], lr=learning_rate)
    for _ in range(number_training_steps):
        optimiser.zero_grad()
        loss = compute_loss(list_number_tasks, list_number_questions, theta_0, theta_1)
        loss.backward()
        optimiser.step()
        out.print(f"loss: {loss.item()}")
    return theta_0, theta_1


list_number_tasks = [1, 2, 4, 4, 5, 6, 6, 6, 8, 8, 9, 10]
list_number_questions = [5, 11, 21, 22, 26, 31, 32, 31, 41, 42, 48, 52]
theta_0, theta_1 = train_parameters_linear_regression(list_number_tasks, list_number_questions)
out.print(f"theta_0: {theta_0.item()}, theta_1: {theta_1.item()}")
out.save()
