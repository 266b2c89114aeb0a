import torch
from torch import nn, optim
from torch.utils.data import DataLoader, Dataset
from recorder import Recorder

SGD = ("'momentum': 0, 'dampening': 0, 'weight_decay': 0, 'nesterov': False, 'maximize': False, "
       "'foreach': None, 'differentiable': False, 'fused': None, 'params': [0, 1]}]}")
out = Recorder(
    published=[
        "[Parameter containing:\ntensor([[0.3636]], requires_grad=True), Parameter containing:\ntensor([0.4957], requires_grad=True)]",
        "{'state': {}, 'param_groups': [{'lr': 0.01, " + SGD,
        "OrderedDict([('linear.weight', tensor([[0.9932]])), ('linear.bias', tensor([-1.0174]))])",
    ]
)
torch.manual_seed(1)


class Data(Dataset):
    def __init__(self):
        self.x = torch.arange(-3, 3, 0.1).view(-1, 1)
        self.f = 1 * self.x - 1
        self.y = self.f + 0.1 * torch.randn(self.x.size())
        self.len = self.x.shape[0]

    def __getitem__(self, index):
        return self.x[index], self.y[index]

    def __len__(self):
        return self.len


class linear_regression(nn.Module):
    def __init__(self, input_size, output_size):
        super().__init__()
        self.linear = nn.Linear(input_size, output_size)

    def forward(self, x):
        return self.linear(x)


dataset = Data()
criterion = nn.MSELoss()
model = linear_regression(1, 1)
out.print(model)
optimizer = optim.SGD(model.parameters(), lr=0.01)
out.print(list(model.parameters()))
out.print(optimizer.state_dict())
trainloader = DataLoader(dataset, batch_size=1)


def train(model, optimizer, epochs):
    for epoch in range(epochs):
        total = 0
        for x, y in trainloader:
            yhat = model(x)
            loss = criterion(yhat, y)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item()
        out.print(f"epoch {epoch + 1}: mean loss {total / len(trainloader)}")


model.state_dict()["linear.weight"][0] = -15
model.state_dict()["linear.bias"][0] = -10
out.print(model.state_dict())
train(model, optimizer, 10)
out.print(model.state_dict())

faster = linear_regression(1, 1)
faster.state_dict()["linear.weight"][0] = -15
faster.state_dict()["linear.bias"][0] = -10
optimizer = optim.SGD(faster.parameters(), lr=0.1)
out.print(optimizer.state_dict())
train(faster, optimizer, 10)
out.print(faster.state_dict())
out.save()
